//! The store in memory, as every store is tested.

#[cfg(test)]
mod suite;
