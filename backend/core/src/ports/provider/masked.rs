//! What a provider said, masked: every text that it wrote, before it is kept, logged or shown.

use super::answer::{Creation, Facts, NoAnswer, StatusReport, Verdict};
use crate::masking::Mask;

/// The most characters of a provider's text; what the specification gives its longest one.
const TEXT: usize = 255;
/// The most characters of what a provider wrote instead of an answer.
const WORDS: usize = 1_000;

impl Creation {
    /// Masks every text but the bank's address, which the buyer must be sent to as it is.
    #[must_use]
    pub fn masked(self, mask: &Mask) -> Self {
        match self {
            Self::Accepted { facts, bank_url } => {
                Self::Accepted { facts: facts.masked(mask), bank_url }
            }
            Self::Refused { facts, why } => Self::Refused { facts: facts.masked(mask), why },
            Self::NotSent { why } => Self::NotSent { why: why.masked(mask) },
            Self::Unanswered { facts, why } => {
                Self::Unanswered { facts: facts.masked(mask), why: why.masked(mask) }
            }
        }
    }
}

impl StatusReport {
    /// Masks every text but the reference, which is compared and not kept.
    #[must_use]
    pub fn masked(self, mask: &Mask) -> Self {
        let verdict = match self.verdict {
            Verdict::UnknownWord(word) => Verdict::UnknownWord(mask.line(&word, TEXT)),
            Verdict::NotAnswered(code) => Verdict::NotAnswered(mask.line(&code, TEXT)),
            plain
            @ (Verdict::Approved | Verdict::Rejected | Verdict::Failed | Verdict::Pending) => plain,
        };
        Self { reference: self.reference, verdict, facts: self.facts.masked(mask) }
    }
}

impl Facts {
    /// Masks every text.
    #[must_use]
    pub fn masked(self, mask: &Mask) -> Self {
        let line = |text: Option<String>| text.map(|text| mask.line(&text, TEXT));
        let data = self.data.into_iter().map(|(name, word)| (name, mask.line(&word, WORDS)));
        Self {
            transaction: self.transaction,
            cus: line(self.cus),
            transaction_cycle: self.transaction_cycle,
            reason_code: line(self.reason_code),
            reason_text: line(self.reason_text),
            bank_process_date: self.bank_process_date.map(|date| {
                // A time may happen to be that of the call.
                if is_time(&date) { date } else { mask.line(&date, TEXT) }
            }),
            on_test: self.on_test,
            data: data.collect(),
        }
    }
}

/// Whether a text is a date and time and nothing else.
fn is_time(text: &str) -> bool {
    text.len() <= 35
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | '+' | 'T' | 'Z' | ' '))
}

impl NoAnswer {
    /// Masks every text.
    #[must_use]
    pub fn masked(self, mask: &Mask) -> Self {
        let line = |text: String| mask.line(&text, TEXT);
        match self {
            Self::NotAsked(why) => Self::NotAsked(line(why)),
            Self::Unreachable(why) => Self::Unreachable(line(why)),
            Self::ClockSkew { skew_seconds, words } => {
                Self::ClockSkew { skew_seconds, words: mask.line(&words, WORDS) }
            }
            Self::WrongKeys(words) => Self::WrongKeys(mask.line(&words, WORDS)),
            Self::Refused(words) => Self::Refused(mask.line(&words, WORDS)),
            Self::Garbled(why) => Self::Garbled(line(why)),
            Self::Page { why, words } => {
                Self::Page { why: Box::new(why.masked(mask)), words: mask.line(&words, WORDS) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TransactionRef;

    const SECRET: &str = "6dd490faf9cb87a9862245da41170ff2";

    fn mask() -> Mask {
        Mask::default().hiding(SECRET).hiding("2021-04-20T09:11:39-05:00")
    }

    fn quoted() -> Option<String> {
        Some(format!("dijo\n{SECRET}"))
    }

    fn facts(text: Option<String>) -> Facts {
        Facts {
            transaction: Some(TransactionRef::new("1509187577")),
            cus: text.clone(),
            transaction_cycle: Some(1),
            reason_code: text.clone(),
            reason_text: text.clone(),
            bank_process_date: text.clone(),
            on_test: Some(true),
            data: text.into_iter().map(|word| ("return_code".to_owned(), word)).collect(),
        }
    }

    #[test]
    fn every_text_of_an_answer_is_masked_and_the_way_to_the_bank_is_not() {
        let covered = facts(Some("dijo ***".to_owned()));
        let why = NoAnswer::Unreachable(quoted().unwrap());
        let bank_url = format!("https://x.co/{SECRET}");
        let accepted = Creation::Accepted { facts: facts(quoted()), bank_url: bank_url.clone() };
        assert_eq!(
            accepted.masked(&mask()),
            Creation::Accepted { facts: covered.clone(), bank_url }
        );
        for creation in [
            Creation::Refused { facts: facts(quoted()), why: pse_shared::Refusal::Other },
            Creation::NotSent { why: why.clone() },
            Creation::Unanswered { facts: facts(quoted()), why },
        ] {
            let said = format!("{:?}", creation.masked(&mask()));
            assert!(said.contains("dijo ***") && !said.contains(SECRET), "{said}");
        }
        for verdict in [Verdict::UnknownWord(SECRET.into()), Verdict::NotAnswered(SECRET.into())] {
            let report = StatusReport { reference: None, verdict, facts: facts(quoted()) };
            let masked = report.masked(&mask());
            assert_eq!(masked.facts, covered);
            assert!(!format!("{masked:?}").contains(SECRET), "{masked:?}");
        }
    }

    #[test]
    fn what_a_provider_wrote_instead_of_an_answer_is_for_the_history_alone() {
        for why in [
            NoAnswer::Refused(quoted().unwrap()),
            NoAnswer::WrongKeys(quoted().unwrap()),
            NoAnswer::ClockSkew { skew_seconds: 61, words: quoted().unwrap() },
            NoAnswer::Page {
                why: Box::new(NoAnswer::Unreachable("HTTP status 500".to_owned())),
                words: quoted().unwrap(),
            },
        ] {
            let masked = why.masked(&mask());
            assert_eq!(masked.words(), Some("dijo ***"));
            assert!(!masked.to_string().contains("dijo"), "{masked}");
            assert!(masked.for_history().ends_with(": dijo ***"), "{masked:?}");
        }
        assert_eq!(NoAnswer::NotAsked("x".to_owned()).for_history(), "not asked: x");
    }

    #[test]
    fn texts_are_cut_and_a_time_stays() {
        let date = "2021-04-20T09:11:39-05:00".to_owned();
        let long = Facts {
            reason_text: Some("ñ".repeat(300)),
            bank_process_date: Some(date.clone()),
            data: [("fault".to_owned(), "x".repeat(5_000))].into(),
            ..Facts::default()
        };
        let masked = long.masked(&mask());
        assert_eq!(masked.reason_text.unwrap().chars().count(), 255);
        assert_eq!(masked.data["fault"].chars().count(), 1_000);
        assert_eq!(masked.bank_process_date, Some(date));
    }
}
