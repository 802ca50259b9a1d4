//! A person of a transaction (`Person` of the specification) and what makes one valid.

use crate::bank_interface::BankInterface;
use crate::document::DocumentType;
use crate::field_error::{FieldCode, FieldError, check_digits, check_text};
use crate::limits;
use crate::text::{are_digits, cut};

macro_rules! person_fields {
    ($($(#[$doc:meta])* $variant:ident = $name:ident { $($schema:tt)* };)*) => {
        /// A field of a person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum PayerField { $($(#[$doc])* $variant,)* }

        impl PayerField {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The field's name in the API.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name),)* }
            }

            /// Finds a field by its name in the API.
            #[must_use]
            #[inline]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.as_str() == name)
            }
        }

        /// A person. Empty and absent are the same; no control characters. Each text is cleaned before it is kept and sent: white
        /// space is one space, what cannot be seen is left out, letters are composed (NFC); lengths count what is left.
        #[derive(Clone, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub struct Person {
            $(
                $(#[$doc])*
                #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
                #[cfg_attr(feature = "schema", schema($($schema)*))]
                pub $name: Option<String>,
            )*
        }

        impl Person {
            /// Returns a field's text; `None` when absent or empty.
            #[must_use]
            pub fn get(&self, field: PayerField) -> Option<&str> {
                let text = match field { $(PayerField::$variant => &self.$name,)* };
                text.as_deref().filter(|text| !text.is_empty())
            }

            /// Sets a field's text.
            pub fn set(&mut self, field: PayerField, text: String) {
                let place = match field { $(PayerField::$variant => &mut self.$name,)* };
                *place = Some(text);
            }
        }
    };
}

person_fields! {
    /// Type of document.
    DocumentType = document_type { value_type = DocumentType };
    /// Number of the document; as it is kept without the points, spaces and dashes it may be written with, a NIT without its check
    /// digit. CC `^[1-9][0-9]{3,9}$`, CE `^([a-zA-Z]{1,5})?[1-9][0-9]{3,7}$`, TI
    /// `^[1-9][0-9]{4,11}$`, NIT `^[1-9][0-9]{6,9}$`, PPN `^[a-zA-Z0-9_]{4,16}$`, SSN nine digits.
    Document = document { value_type = String };
    /// Given names.
    FirstName = first_name { value_type = String };
    /// Family names.
    LastName = last_name { value_type = String };
    /// Company that the person works for or represents.
    Company = company { value_type = String };
    /// E-mail address.
    EmailAddress = email_address { value_type = String, format = Email };
    /// Postal address.
    Address = address { value_type = String };
    /// City of the address.
    City = city { value_type = String };
    /// Departamento of the address.
    Province = province { value_type = String };
    /// ISO 3166-1 alpha-2, upper case.
    Country = country { value_type = String, pattern = "^[A-Z]{2}$" };
    /// Landline: 7 to 15 digits, `+` before them where they begin with another country's prefix; as it is kept without the signs
    /// it may be written with, and without `+57`.
    Phone = phone { value_type = String, examples("6015081234") };
    /// Mobile, written and kept as the landline.
    Mobile = mobile { value_type = String, examples("3001234567") };
    /// Postal code.
    PostalCode = postal_code { value_type = String };
}

/// Says that there is a person, never who: nothing personal reaches a log.
impl core::fmt::Debug for Person {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Person(…)")
    }
}

/// The fields a payer must have, whether the merchant or the buyer gives them.
pub const REQUIRED: &[PayerField] = &[
    PayerField::DocumentType,
    PayerField::Document,
    PayerField::FirstName,
    PayerField::LastName,
    PayerField::EmailAddress,
    PayerField::Mobile,
];

impl PayerField {
    /// The field's longest text, in characters (specification).
    #[must_use]
    pub const fn max_length(self) -> usize {
        match self {
            Self::DocumentType => 3,
            Self::Document => limits::DOCUMENT,
            Self::FirstName | Self::LastName | Self::Company => limits::NAME,
            Self::EmailAddress => limits::EMAIL,
            Self::Address => limits::ADDRESS,
            Self::City | Self::Province => limits::CITY,
            Self::Country => limits::COUNTRY,
            Self::Phone | Self::Mobile => limits::PHONE,
            Self::PostalCode => limits::POSTAL_CODE,
        }
    }

    /// Checks a field's clean text; `document` is the type of the payer's document, from which its number follows, where it
    /// is known.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn check_with(self, text: &str, document: Option<DocumentType>) -> Result<(), FieldCode> {
        self.check(text)?;
        match (self, document) {
            (Self::Document, Some(kind)) => kind.check(text),
            (_, _) => Ok(()),
        }
    }

    /// Checks a field's clean text on its own (not empty, length, characters, form).
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn check(self, text: &str) -> Result<(), FieldCode> {
        if text.chars().all(char::is_whitespace) {
            return Err(FieldCode::Required);
        }
        check_text(text, self.max_length())?;
        let good = match self {
            Self::DocumentType => {
                return DocumentType::from_code(text).map(|_| ()).ok_or(FieldCode::NotAllowed);
            }
            Self::EmailAddress => is_email(text),
            Self::Country => text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()),
            Self::Phone | Self::Mobile => return check_telephone(text),
            Self::Document
            | Self::FirstName
            | Self::LastName
            | Self::Company
            | Self::Address
            | Self::City
            | Self::Province
            | Self::PostalCode => true,
        };
        if good { Ok(()) } else { Err(FieldCode::Pattern) }
    }
}

impl Person {
    /// Returns the document's type, when it is a known one.
    #[must_use]
    pub fn document_kind(&self) -> Option<DocumentType> {
        self.get(PayerField::DocumentType).and_then(DocumentType::from_code)
    }

    /// Returns this person with every absent field taken from `other`.
    #[must_use]
    pub fn completed_by(&self, other: &Self) -> Self {
        let mut whole = self.clone();
        for &field in PayerField::ALL {
            if whole.get(field).is_none()
                && let Some(text) = other.get(field)
            {
                whole.set(field, text.to_owned());
            }
        }
        whole
    }

    /// Lists the [`REQUIRED`] fields that this person does not have yet.
    #[must_use]
    pub fn missing(&self) -> Vec<PayerField> {
        REQUIRED.iter().copied().filter(|&field| self.get(field).is_none()).collect()
    }

    /// Checks the fields that are there, each on its own and the document against its type. Field names in errors
    /// start with `prefix` (`payer`, `buyer`, `shipping`).
    #[must_use]
    pub fn check(&self, prefix: &str) -> Vec<FieldError> {
        let document = self.document_kind();
        PayerField::ALL
            .iter()
            .filter_map(|&field| {
                let error = field.check_with(self.get(field)?, document).err()?;
                Some(FieldError::new(format!("{prefix}.{}", field.as_str()), error))
            })
            .collect()
    }

    /// Checks a payer about to pay: everything [`REQUIRED`] is there, everything there
    /// is right, and the document goes with the kind of person.
    #[must_use]
    pub fn check_payer(&self, interface: BankInterface) -> Vec<FieldError> {
        let mut errors: Vec<FieldError> = self
            .missing()
            .into_iter()
            .map(|field| FieldError::new(format!("payer.{}", field.as_str()), FieldCode::Required))
            .collect();
        errors.extend(self.check("payer"));
        if self.document_kind().is_some_and(|kind| !interface.accepts(kind)) {
            errors.push(FieldError::new("payer.document_type", FieldCode::WrongForPersonType));
        }
        errors
    }
}

/// One `@`, something before it, a dotted name after it, only visible ASCII and letters.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = cut(text, b'@') else { return false };
    let visible = |c: char| {
        !c.is_whitespace() && !matches!(c, '@' | ',' | ':' | ';' | '<' | '>' | '"' | '(' | ')')
    };
    // Letters of other scripts are not told apart from their signs: the tables
    // that could would weigh a kilobyte in the widget.
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || !c.is_ascii();
    let mut before = '.';
    let mut dotted = false;
    for c in domain.chars() {
        let good = if c == '.' { before != '.' } else { fits(c) && visible(c) };
        if !good {
            return false;
        }
        dotted |= c == '.';
        before = c;
    }
    !local.is_empty() && local.chars().all(visible) && dotted && before != '.'
}

/// Seven to fifteen digits, a `+` before them where they begin with another country's prefix.
fn check_telephone(text: &str) -> Result<(), FieldCode> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if are_digits(digits) { check_digits(digits.len(), 7, 15) } else { Err(FieldCode::Pattern) }
}

#[cfg(test)]
mod tests;
