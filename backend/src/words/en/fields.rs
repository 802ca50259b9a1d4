//! What is wrong with a field of a request, in English.

use pse_shared::FieldCode;

pub(super) fn wrong(code: FieldCode) -> String {
    let text = match code {
        FieldCode::TooLong { max } => return format!("Has more than {max} characters."),
        FieldCode::DigitCount { count, min, max } => {
            return format!("Has {count} digits; it should have {min} to {max}.");
        }
        FieldCode::WrongCheckDigit => "The check digit does not match the NIT.",
        FieldCode::TooLarge => "Is too large.",
        FieldCode::Required => "Is required.",
        FieldCode::ForbiddenCharacter => "Has a character that is not allowed.",
        FieldCode::Pattern => "Has not the expected form.",
        FieldCode::NotAllowed => "Is not one of the values allowed.",
        FieldCode::WrongForPersonType => {
            "Does not go with the kind of person: a company uses NIT, a person another document."
        }
        FieldCode::FixedByMerchant => "The merchant fixed this field; it cannot be changed.",
        FieldCode::NotAnAmount => "Is not an amount such as \"1062500.00\".",
        FieldCode::TooManyDecimals => "Has more than two decimals.",
        FieldCode::Negative => "Is negative.",
        FieldCode::NotPositive => "Must be more than zero.",
        FieldCode::ExceedsTotal => "Is more than the total.",
        FieldCode::BelowMinimum => "Is below the smallest amount allowed.",
        FieldCode::AboveMaximum => "Is over the largest amount allowed.",
        FieldCode::SumMismatch => "Total and tax are not the sums of the credits.",
        FieldCode::UnknownCredit => "Is not one of the dependent services, or is given twice.",
        FieldCode::UnknownBank => "Is not a bank of the list.",
        FieldCode::ForeignHost => "That address is not allowed for this site.",
        FieldCode::NotHttps => "Must be an https address.",
        FieldCode::InThePast => "Is in the past.",
        FieldCode::Unknown => "Is not a field of this call.",
        FieldCode::WrongType => "Is not of the expected type.",
    };
    text.to_owned()
}
