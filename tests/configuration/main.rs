//! The configuration as the program takes or refuses it.
//!
//! | file | holds |
//! |---|---|
//! | `mistakes` | a configuration with a mistake: the program refuses to start, and says where, which key and why |
//! | `postgres` | a PostgreSQL database as the store: used, looked into, refused |
//! | `postgres_versions` | the oldest and the newest version of PostgreSQL that are promised |
//! | `providers` | another provider, while payments are under way at the first |
//! | `sandboxes` | two services over one database, each with the sandbox inside |
//! | `taken` | what is right: shown without its secrets, and started |

#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod postgres_versions;
#[cfg(test)]
mod providers;
#[cfg(test)]
mod sandboxes;
#[cfg(test)]
mod taken;
