//! The core over a store in memory and a provider that answers what a test tells it.

#[cfg(test)]
mod bank_lists;
#[cfg(test)]
mod retry_store;
#[cfg(test)]
mod slow_creation;
#[cfg(test)]
mod store_suite;
#[cfg(test)]
mod suspended;
