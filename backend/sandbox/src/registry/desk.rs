//! One visitor's way through PSE's registration: kept here and not in the browser, for as
//! long as a PSE session lasts.

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use crate::clock::{PSE_SESSION, after};
use crate::random;
use crate::world::Persona;

/// More visitors at a time push the oldest out.
const KEPT: usize = 10_000;

/// What a visitor came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errand {
    Register,
    Update,
    Delete,
}

impl Errand {
    /// All, in the order PSE shows them.
    pub(crate) const ALL: [Self; 3] = [Self::Register, Self::Update, Self::Delete];

    /// The word in forms.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Register => "registrar",
            Self::Update => "actualizar",
            Self::Delete => "borrar",
        }
    }

    /// As PSE words it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Register => "Quiero registrarme ahora",
            Self::Update => "Quiero actualizar mi registro",
            Self::Delete => "Quiero borrar mi registro",
        }
    }

    /// The errand of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|errand| errand.as_str() == word)
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finished {
    pub(crate) errand: Errand,
    /// Where the confirmation went.
    pub(crate) email: String,
}

/// Which page a visitor is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Who, and what for.
    Choice,
    /// Prove to be the one registered.
    Proof,
    /// The form.
    Form,
    /// It is done.
    Done,
}

impl Step {
    /// The word in forms.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Choice => "opcion",
            Self::Proof => "prueba",
            Self::Form => "datos",
            Self::Done => "listo",
        }
    }
}

/// A visitor.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) token: String,
    pub(crate) csrf: String,
    opened_at: Timestamp,
    /// The payment to come back to: the `enc` of its page.
    pub(crate) payment: Option<String>,
    /// What PSE was given and does not know.
    pub(crate) unknown_email: Option<String>,
    pub(crate) nit: String,
    pub(crate) persona: Option<Persona>,
    pub(crate) errand: Option<Errand>,
    /// Whose registration the visitor proved to be theirs.
    pub(crate) proven: Option<u64>,
    pub(crate) finished: Option<Finished>,
}

impl Desk {
    /// A visitor who just came.
    pub(crate) fn open(now: Timestamp) -> Result<Self, random::NoRandomness> {
        Ok(Self {
            token: random::token()?,
            csrf: random::token()?,
            opened_at: now,
            payment: None,
            unknown_email: None,
            nit: String::new(),
            persona: None,
            errand: None,
            proven: None,
            finished: None,
        })
    }

    /// Which page the visitor is on.
    pub(crate) fn step(&self) -> Step {
        match (&self.finished, self.persona, self.errand, self.proven) {
            (Some(_), _, _, _) => Step::Done,
            (None, Some(_), Some(Errand::Register), _)
            | (None, Some(_), Some(Errand::Update), Some(_)) => Step::Form,
            (None, Some(_), Some(Errand::Update | Errand::Delete), _) => Step::Proof,
            (None, None, _, _) | (None, _, None, _) => Step::Choice,
        }
    }

    /// One page back.
    pub(crate) fn back(&mut self) {
        self.proven = None;
        self.errand = None;
    }
}

/// All visitors.
#[derive(Debug, Default)]
pub(crate) struct Desks {
    desks: HashMap<String, Desk>,
    order: VecDeque<String>,
}

impl Desks {
    /// Lets a visitor in.
    pub(crate) fn keep(&mut self, desk: Desk) {
        if self.order.len() == KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.desks.remove(&oldest);
        }
        self.order.push_back(desk.token.clone());
        self.desks.insert(desk.token.clone(), desk);
    }

    /// The visitor of that token, while the session lasts.
    pub(crate) fn get(&mut self, token: &str, now: Timestamp) -> Option<&mut Desk> {
        let desk = self.desks.get_mut(token)?;
        (now < after(desk.opened_at, PSE_SESSION)).then_some(desk)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_visit_ends_with_its_session_and_the_oldest_makes_room() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let mut desks = Desks::default();
        let first = Desk::open(now).unwrap();
        desks.keep(first.clone());
        assert!(desks.get(&first.token, now).is_some());
        assert!(desks.get(&first.token, after(now, SignedDuration::from_mins(21))).is_none());
        for _ in 0..KEPT {
            desks.keep(Desk::open(now).unwrap());
        }
        assert!(desks.get(&first.token, now).is_none());
        assert_eq!((desks.desks.len(), desks.order.len()), (KEPT, KEPT));
    }

    #[test]
    fn delete_and_update_are_proven_first() {
        let mut desk = Desk::open(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(desk.step(), Step::Choice);
        desk.persona = Some(Persona::Natural);
        for (errand, step) in [
            (Errand::Register, Step::Form),
            (Errand::Update, Step::Proof),
            (Errand::Delete, Step::Proof),
        ] {
            desk.errand = Some(errand);
            assert_eq!(desk.step(), step, "{errand:?}");
        }
        desk.errand = Some(Errand::Update);
        desk.proven = Some(1);
        assert_eq!(desk.step(), Step::Form);
        desk.back();
        assert_eq!(desk.step(), Step::Choice);
    }
}
