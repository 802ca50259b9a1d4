//! People, each person's data once per site; payments and checkouts refer to them.

use pse_shared::Person;
use sha2::{Digest, Sha256};

use super::columns::json;
use super::failure::Failure;
use super::values::Values;

/// How many bytes of its SHA-256 tell one person's data from another's.
const DIGEST: usize = 16;

/// Statement part: the people of a statement are found, or stored where the CTE `going` says that it goes on; `person` has
/// the number of each, by the digest of the data.
///
/// `ON CONFLICT` meets only somebody whom another transaction has just stored: setting a column to what it is gives the
/// number.
pub(crate) const PERSONS: &str = "given AS MATERIALIZED (
         SELECT * FROM unnest(:person_digests::bytea[], :person_documents::text[], :person_kinds::text[],
             :person_emails::text[], :person_data::text[])
             AS given (digest, document, document_type, email_address, data)),
     known AS MATERIALIZED (
         SELECT persons.id, persons.digest FROM given JOIN persons ON persons.site = :site
             AND persons.document = given.document AND persons.digest = given.digest),
     made AS (
         INSERT INTO persons (site, digest, document, document_type, email_address, data)
         SELECT :site, digest, document, nullif(document_type, ''), nullif(email_address, ''), data FROM given
         WHERE (SELECT goes FROM going) AND digest NOT IN (SELECT digest FROM known)
         ON CONFLICT (site, document, digest) DO UPDATE SET site = excluded.site
         RETURNING id, digest),
     person AS (SELECT id, digest FROM known UNION ALL SELECT id, digest FROM made)";

/// What tells a person's data from another's.
pub(crate) fn digest(data: &str) -> [u8; DIGEST] {
    Sha256::digest(data).first_chunk().copied().unwrap_or_default()
}

/// By what a person is found: document, its type, and e-mail address in lower case; empty where there is none.
pub(crate) fn found_by(person: &Person) -> [String; 3] {
    [
        person.document.clone().unwrap_or_default(),
        person.document_type.clone().unwrap_or_default(),
        person.email_address.as_deref().unwrap_or_default().to_lowercase(),
    ]
}

/// A person's data as it is stored.
struct Entry {
    digest: Vec<u8>,
    data: String,
    person: Person,
}

/// The people whom a statement stores or finds, each once.
#[derive(Default)]
pub(crate) struct People {
    entries: Vec<Entry>,
}

impl People {
    /// Adds a payer; `None` when there is nothing to keep of the person.
    pub(crate) fn payer(&mut self, person: &Person) -> Result<Option<Vec<u8>>, Failure> {
        if *person == Person::default() { Ok(None) } else { self.add(person).map(Some) }
    }

    /// Adds a person who may be there without data; returns the digest by which the person is found.
    pub(crate) fn other(&mut self, person: Option<&Person>) -> Result<Option<Vec<u8>>, Failure> {
        person.map(|person| self.add(person)).transpose()
    }

    fn add(&mut self, person: &Person) -> Result<Vec<u8>, Failure> {
        let data = json(person)?;
        let digest = digest(&data).to_vec();
        if self.entries.iter().all(|entry| entry.digest != digest) {
            self.entries.push(Entry { digest: digest.clone(), data, person: person.clone() });
        }
        Ok(digest)
    }

    /// Adds the values of [`PERSONS`], but for the site. In one order, so that two statements that store the same people
    /// never wait for one another.
    pub(crate) fn values<'v>(mut self, values: Values<'v>) -> Values<'v> {
        self.entries.sort_by(|one, other| one.digest.cmp(&other.digest));
        let (mut documents, mut kinds, mut emails) = (Vec::new(), Vec::new(), Vec::new());
        for entry in &self.entries {
            let [document, kind, email] = found_by(&entry.person);
            documents.push(document);
            kinds.push(kind);
            emails.push(email);
        }
        values
            .with("person_documents", documents)
            .with("person_kinds", kinds)
            .with("person_emails", emails)
            .with(
                "person_digests",
                self.entries.iter().map(|entry| entry.digest.clone()).collect::<Vec<_>>(),
            )
            .with(
                "person_data",
                self.entries.into_iter().map(|entry| entry.data).collect::<Vec<_>>(),
            )
    }
}
