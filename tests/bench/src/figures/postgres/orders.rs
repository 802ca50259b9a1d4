//! Checkouts to pay, on both sides in one table: copies of the sample's, with names of their own.

use pse_core::model::{Checkout, CheckoutId};

use crate::failure::Failure;
use crate::postgres::Database;
use crate::postgres::copies::Copies;
use crate::postgres::script::{DIGITS, FIRST};
use crate::postgres::seeding::LETTERS;

/// What has been handed out of checkouts.
pub(super) struct Orders {
    database: Database,
    template: Checkout,
    ours: u32,
    peers: u32,
}

impl Orders {
    pub(super) fn new(database: &Database, template: &Checkout) -> Self {
        Self { database: database.clone(), template: template.clone(), ours: 0, peers: FIRST }
    }

    /// So many checkouts for the store.
    pub(super) async fn ours(&mut self, count: usize) -> Result<Vec<Checkout>, Failure> {
        let first = self.ours;
        self.ours = first.saturating_add(u32::try_from(count)?);
        self.copy(LETTERS, "'OURS-' || place", first, self.ours).await?;
        let id = self.template.id.as_str();
        let kept = id.len().checked_sub(DIGITS).and_then(|kept| id.get(..kept));
        let kept = kept.ok_or("an id is shorter than its number")?;
        (first..self.ours)
            .map(|place| {
                let id = CheckoutId::parse(&format!("{kept}{}", letters(place)));
                Ok(Checkout {
                    id: id.ok_or("not an id")?,
                    reference: format!("OURS-{place}"),
                    ..self.template.clone()
                })
            })
            .collect()
    }

    /// So many checkouts for pgbench; returns the first one's number.
    pub(super) async fn peers(&mut self, count: usize) -> Result<u32, Failure> {
        let first = self.peers;
        self.peers = first.saturating_add(u32::try_from(count)?);
        self.copy("place", "left(one.reference, -8) || place", first, self.peers).await?;
        Ok(first)
    }

    async fn copy(&self, last: &str, reference: &str, first: u32, end: u32) -> Result<(), Failure> {
        let (id, of) = (
            format!("left(one.id, -{DIGITS}) || {last}"),
            format!("one.id = '{}'", self.template.id),
        );
        let copies = Copies {
            table: "checkouts",
            of: &of,
            changed: &[("id", &id), ("reference", reference), ("state", "'open'")],
            places: (first, end.saturating_sub(1)),
        };
        let statement = copies.statement(&self.database).await?;
        self.database.run(&statement).await?;
        Ok(())
    }
}

/// A number in an id's own letters, as [`LETTERS`] writes it.
fn letters(place: u32) -> String {
    let letter =
        |digit| if let b'0'..=b'9' = digit { char::from(digit - b'0' + b'a') } else { '-' };
    format!("{place:08}").bytes().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_letters_of_an_id() {
        assert_eq!(letters(1_290), "aaaabcja");
        assert!(CheckoutId::parse(&format!("chk_{}{}", "2".repeat(24), letters(9))).is_some());
    }
}
