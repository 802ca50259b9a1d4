//! A payment's whole path, from the buyer's confirmation to its outcome.
//!
//! | file | holds |
//! |---|---|
//! | `outcomes` | what each test bank leads to |
//! | `second_payment` | the same reference again |
//! | `returning` | the buyer comes back from the bank |
//! | `following` | the page follows the payment |
//! | `probing` | the provider is asked for as long as it takes |
//! | `measuring` | what an operator's Prometheus reads of it |
//! | `telling` | the merchant's server is told |
//! | `earlier_store` | a store file of an earlier build is opened |
//! | `upgraded` | a store of the release before, full of what is odd, is opened |
//! | `privacy` | what is never written down |
//! | `canaries`, `quoting_provider` | nor shown, whatever a provider quotes |

#[cfg(test)]
mod canaries;
#[cfg(test)]
mod earlier_store;
#[cfg(test)]
mod following;
#[cfg(test)]
mod measuring;
#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod probing;
#[cfg(test)]
mod quoting_provider;
#[cfg(test)]
mod returning;
#[cfg(test)]
mod second_payment;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod upgraded;
