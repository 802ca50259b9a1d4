//! What is searched for of a payment's persons.

use pse_shared::Person;

use super::Mask;

impl Mask {
    /// Covers from now on what names or reaches a person. Cities and the like are ordinary words, which are covered only
    /// in a text that quotes something else of the payment; countries and kinds of document, never.
    #[must_use]
    pub fn hiding_person(mut self, person: &Person) -> Self {
        // Each field is named, so that a new one is either covered or left on purpose.
        let Person {
            document_type: _,
            document,
            first_name,
            last_name,
            company,
            email_address,
            address,
            city,
            province,
            country: _,
            phone,
            mobile,
            postal_code,
        } = person;
        for text in
            [document, first_name, last_name, company, email_address, address, phone, mobile]
        {
            self = self.hiding(text.as_deref().unwrap_or_default());
        }
        for text in [city, province, postal_code] {
            self = self.hiding_beside(text.as_deref().unwrap_or_default());
        }
        self
    }
}
