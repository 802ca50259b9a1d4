//! One visitor's way through PSE's registration: kept here and not in the browser, for as
//! long as a PSE session lasts.

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use crate::clock::{PSE_SESSION, after};
use crate::random;
use crate::world::Persona;

/// How many sessions are kept at a time; further ones push the oldest out.
const KEPT: usize = 10_000;

/// What a visitor wants to do at the registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Procedure {
    Register,
    Update,
    Delete,
}

impl Procedure {
    /// All procedures, in the order PSE shows them.
    pub(crate) const ALL: [Self; 3] = [Self::Register, Self::Update, Self::Delete];

    /// The procedure's word in forms.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Register => "registrar",
            Self::Update => "actualizar",
            Self::Delete => "borrar",
        }
    }

    /// The procedure in PSE's words.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Register => "Quiero registrarme ahora",
            Self::Update => "Quiero actualizar mi registro",
            Self::Delete => "Quiero borrar mi registro",
        }
    }

    /// The procedure of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|procedure| procedure.as_str() == word)
    }
}

/// A procedure that was completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finished {
    pub(crate) procedure: Procedure,
    /// The e-mail address the confirmation went to.
    pub(crate) email: String,
}

/// The page of the registration that a visitor is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RegistrationStep {
    /// The choice of the kind of person and of the procedure.
    Choice,
    /// The proof that the visitor is the one registered.
    Proof,
    /// The form with the visitor's data.
    Form,
    /// The confirmation that the procedure is done.
    Done,
}

impl RegistrationStep {
    /// The page's word in forms.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Choice => "opcion",
            Self::Proof => "prueba",
            Self::Form => "datos",
            Self::Done => "listo",
        }
    }
}

/// One visitor's session at the registration.
#[derive(Debug, Clone)]
pub(crate) struct RegistrationSession {
    pub(crate) token: String,
    pub(crate) csrf: String,
    opened_at: Timestamp,
    /// The `enc` token of the payment to come back to.
    pub(crate) payment: Option<String>,
    /// The e-mail address that the buyer gave PSE and PSE does not know.
    pub(crate) unknown_email: Option<String>,
    pub(crate) nit: String,
    pub(crate) persona: Option<Persona>,
    pub(crate) procedure: Option<Procedure>,
    /// The number of the registration that the visitor proved to be theirs.
    pub(crate) proven: Option<u64>,
    pub(crate) finished: Option<Finished>,
}

impl RegistrationSession {
    /// Begins a session.
    pub(crate) fn open(now: Timestamp) -> Result<Self, random::NoRandomness> {
        Ok(Self {
            token: random::token()?,
            csrf: random::token()?,
            opened_at: now,
            payment: None,
            unknown_email: None,
            nit: String::new(),
            persona: None,
            procedure: None,
            proven: None,
            finished: None,
        })
    }

    /// The page that the visitor is on.
    pub(crate) fn step(&self) -> RegistrationStep {
        match (&self.finished, self.persona, self.procedure, self.proven) {
            (Some(_), _, _, _) => RegistrationStep::Done,
            (None, Some(_), Some(Procedure::Register), _)
            | (None, Some(_), Some(Procedure::Update), Some(_)) => RegistrationStep::Form,
            (None, Some(_), Some(Procedure::Update | Procedure::Delete), _) => {
                RegistrationStep::Proof
            }
            (None, None, _, _) | (None, _, None, _) => RegistrationStep::Choice,
        }
    }

    /// Goes one page back.
    pub(crate) fn back(&mut self) {
        self.proven = None;
        self.procedure = None;
    }
}

/// All sessions, by token.
#[derive(Debug, Default)]
pub(crate) struct RegistrationSessions {
    registration_sessions: HashMap<String, RegistrationSession>,
    order: VecDeque<String>,
}

impl RegistrationSessions {
    /// Adds a session.
    pub(crate) fn keep(&mut self, session: RegistrationSession) {
        if self.order.len() == KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.registration_sessions.remove(&oldest);
        }
        self.order.push_back(session.token.clone());
        self.registration_sessions.insert(session.token.clone(), session);
    }

    /// The session of that token, while it lasts.
    pub(crate) fn get(&mut self, token: &str, now: Timestamp) -> Option<&mut RegistrationSession> {
        let session = self.registration_sessions.get_mut(token)?;
        (now < after(session.opened_at, PSE_SESSION)).then_some(session)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_visit_ends_with_its_session_and_the_oldest_makes_room() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let mut registration_sessions = RegistrationSessions::default();
        let first = RegistrationSession::open(now).unwrap();
        registration_sessions.keep(first.clone());
        assert!(registration_sessions.get(&first.token, now).is_some());
        assert!(
            registration_sessions
                .get(&first.token, after(now, SignedDuration::from_mins(21)))
                .is_none()
        );
        for _ in 0..KEPT {
            registration_sessions.keep(RegistrationSession::open(now).unwrap());
        }
        assert!(registration_sessions.get(&first.token, now).is_none());
        assert_eq!(
            (registration_sessions.registration_sessions.len(), registration_sessions.order.len()),
            (KEPT, KEPT)
        );
    }

    #[test]
    fn delete_and_update_are_proven_first() {
        let mut session = RegistrationSession::open(Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(session.step(), RegistrationStep::Choice);
        session.persona = Some(Persona::Natural);
        for (procedure, step) in [
            (Procedure::Register, RegistrationStep::Form),
            (Procedure::Update, RegistrationStep::Proof),
            (Procedure::Delete, RegistrationStep::Proof),
        ] {
            session.procedure = Some(procedure);
            assert_eq!(session.step(), step, "{procedure:?}");
        }
        session.procedure = Some(Procedure::Update);
        session.proven = Some(1);
        assert_eq!(session.step(), RegistrationStep::Form);
        session.back();
        assert_eq!(session.step(), RegistrationStep::Choice);
    }
}
