//! The HTTP API as merchants' servers and pages use it.
//!
//! | file | holds |
//! |---|---|
//! | `creating_checkouts` | what is sent, what is read, what reaches the provider |
//! | `idempotency` | the same key again |
//! | `typed` | what people write another way |
//! | `wrong_orders`, `wrong_payments` | each wrong field is named; nothing is stored, nothing sent |
//! | `malformed_requests` | what is no request of this API at all |
//! | `other_origins` | whose pages may call |
//! | `merchants` | whose keys read what; lists, filters, CSV |
//! | `multicredit` | a payment shared out to dependent services |
//! | `bank_list` | once a day, whoever asks |

#[cfg(test)]
mod bank_list;
#[cfg(test)]
mod creating_checkouts;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod malformed_requests;
#[cfg(test)]
mod merchants;
#[cfg(test)]
mod multicredit;
#[cfg(test)]
mod other_origins;
#[cfg(test)]
mod typed;
#[cfg(test)]
mod wrong_orders;
#[cfg(test)]
mod wrong_payments;
