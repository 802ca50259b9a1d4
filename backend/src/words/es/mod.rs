//! Spanish of Colombia, the certified language; buyers are addressed as «usted».
//!
//! - [`problems`], [`fields`], [`remedies`]: the API's errors, and what to do about them
//! - [`sentences`]: what a buyer is told about a payment
//! - [`pages`], [`formats`]: what the pages alone say, and how they write dates

mod fields;
mod formats;
mod pages;
mod problems;
mod remedies;
mod sentences;

use super::texts::ServiceTexts;

pub(super) static TEXTS: ServiceTexts = ServiceTexts {
    problem: problems::problem,
    wrong_field: fields::wrong,
    remedy: remedies::remedy,
    remedy_heading: remedies::HEADING,
    not_this_machine: sentences::NOT_THIS_MACHINE,
    store_damaged: sentences::STORE_DAMAGED,
    payment_pending: sentences::payment_pending,
    checkout_paid: sentences::checkout_paid,
    creation_refused: sentences::creation_refused,
    pages: pages::PAGES,
    formats: formats::FORMATS,
};
