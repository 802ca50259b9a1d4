//! What happens when something breaks: the provider, the network, the browser, the process, the clock.
//!
//! | file | holds |
//! |---|---|
//! | `provider` | a provider that breaks in the middle of a creation |
//! | `unreachable` | one that cannot be reached, or is not asked |
//! | `browser` | a browser that leaves in the middle |
//! | `killed` | `kill -9` during a creation, and at any moment under load |
//! | `stopping` | SIGTERM, and a second copy |
//! | `answers` | answers in another dress: character sets, redirects, no CUS |
//! | `bank_rows` | bank lists with rows that are no banks |
//! | `clocks` | clocks that disagree |
//! | `logs` | a log that cannot be written |
//! | `crowd` | thousands of clients that are idle, slow or follow a payment |
//! | `hostile` | a hundred thousand requests of every bad kind |

#[cfg(test)]
mod answers;
#[cfg(test)]
mod bank_rows;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod crowd;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod stopping;
#[cfg(test)]
mod unreachable;
