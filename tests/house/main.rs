//! The rules of the project's own shape: no circle of files or modules in any crate, and what `pse-core` may use.
//!
//! | file | holds |
//! |---|---|
//! | `circles` | the test that no crate has a circle |
//! | `core_crate` | the tests of what `pse-core` depends on and speaks of |
//! | `documents` | the tests that documents name files that are there, and say what crates use |
//! | `promises` | the test that each promise of docs/security.md names tests that are there |
//! | `samples` | the tests of the resolver, on small crates in memory |
//! | `graph` | from a crate to which file uses which, and the circles in that |
//! | `resolving` | from a path in a module to the file that defines what it names |
//! | `loading`, `collecting` | from source files to modules: what each defines, imports and refers to |
//! | `tokens`, `predicates` | paths inside macros and attributes; what is compiled for tests only |
//! | `modules` | a crate's modules, as data |
//! | `workspace` | the workspace's crates and the roots of their source files |

#[cfg(test)]
mod circles;
#[cfg(test)]
mod collecting;
#[cfg(test)]
mod core_crate;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod graph;
#[cfg(test)]
mod loading;
#[cfg(test)]
mod modules;
#[cfg(test)]
mod predicates;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod resolving;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod workspace;
