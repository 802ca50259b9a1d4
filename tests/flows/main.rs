//! A payment's whole path, from the buyer's confirmation to its outcome.
//!
//! | file | holds |
//! |---|---|
//! | `outcomes` | what each test bank leads to |
//! | `second_payment` | the same reference again |
//! | `returning` | the buyer comes back from the bank |
//! | `following` | the page follows the payment |
//! | `probing` | the provider is asked for as long as it takes |
//! | `telling` | the merchant's server is told |
//! | `privacy` | what is never written down |

#[cfg(test)]
mod following;
#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod probing;
#[cfg(test)]
mod returning;
#[cfg(test)]
mod second_payment;
#[cfg(test)]
mod telling;
