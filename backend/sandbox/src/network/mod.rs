//! The cooperative network: what its portal does with a member's answers, step by step.
//!
//! - [`advance`]: what each step accepts and where it leads
//! - [`pay`]: the account, the security code, the debit
//! - [`step_result`]: what came of a step's form
//! - [`end`]: the end of a payment

mod advance;
mod end;
mod pay;
mod step_result;

pub(crate) use advance::{StepForm, advance};
pub(crate) use step_result::StepResult;
