//! The page, called as browsers call it, before a provider that answers what it is told.

mod languages;
mod looking;
mod paying;
mod pressing_twice;
mod refusing;
mod showing;
