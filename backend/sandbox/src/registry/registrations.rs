//! Who is registered with PSE: those of the world, whoever registered since, and every
//! address of the world's registered domains.

use std::collections::{BTreeMap, HashSet};

use crate::world::{Persona, Registrant, World};

/// Everybody who is registered with PSE.
#[derive(Debug)]
pub(crate) struct Registrations {
    entries: BTreeMap<u64, Registrant>,
    next: u64,
    domains: Vec<String>,
    /// Addresses of the registered domains whose owners deleted their registration.
    gone: HashSet<(Persona, String)>,
}

/// What proves that somebody is the one registered.
pub(crate) struct Proof<'a> {
    pub(crate) persona: Persona,
    pub(crate) email: &'a str,
    pub(crate) document_type: &'a str,
    pub(crate) document: &'a str,
    pub(crate) answer: &'a str,
}

/// Why a proof is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProofError {
    /// Nobody is registered with that e-mail and identification.
    NotRegistered,
    /// The answer to the security question is wrong.
    WrongAnswer,
}

/// The data that somebody else is already registered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Duplicate {
    Email,
    Document,
}

impl Registrations {
    /// The registrations that the test world begins with.
    pub(crate) fn new(world: &World) -> Self {
        let entries: BTreeMap<u64, Registrant> = (0..).zip(world.registered.clone()).collect();
        Self {
            next: world.registered.len() as u64,
            entries,
            domains: world.registered_domains.iter().map(|name| name.to_lowercase()).collect(),
            gone: HashSet::new(),
        }
    }

    /// The registration of that number.
    pub(crate) fn get(&self, id: u64) -> Option<&Registrant> {
        self.entries.get(&id)
    }

    /// Whether a person pays with that e-mail; a company also needs its `nit`.
    pub(crate) fn knows(&self, persona: Persona, email: &str, nit: &str) -> bool {
        let registered = self.entries.values().any(|someone| {
            someone.persona == persona
                && someone.email.eq_ignore_ascii_case(email)
                && (persona == Persona::Natural || someone.document == nit)
        });
        registered || self.has_registered_domain(persona, email)
    }

    fn has_registered_domain(&self, persona: Persona, email: &str) -> bool {
        let email = email.to_lowercase();
        let Some((_, host)) = email.rsplit_once('@') else { return false };
        let is_of = |domain: &String| {
            host.strip_suffix(domain.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.domains.iter().any(is_of) && !self.gone.contains(&(persona, email))
    }

    /// Registers `someone`, in place of entry `of` when it is an update.
    pub(crate) fn enter(&mut self, someone: Registrant, of: Option<u64>) -> Result<(), Duplicate> {
        let others = || {
            self.entries
                .iter()
                .filter(|(id, other)| Some(**id) != of && other.persona == someone.persona)
        };
        if others().any(|(_, other)| other.email.eq_ignore_ascii_case(&someone.email)) {
            return Err(Duplicate::Email);
        }
        if others().any(|(_, other)| {
            other.document_type == someone.document_type
                && other.document.eq_ignore_ascii_case(&someone.document)
        }) {
            return Err(Duplicate::Document);
        }
        self.gone.remove(&(someone.persona, someone.email.to_lowercase()));
        let id = of.unwrap_or(self.next);
        self.next = self.next.max(id.saturating_add(1));
        if let Some(before) = self.entries.insert(id, someone) {
            self.gone.insert((before.persona, before.email.to_lowercase()));
        }
        // An update that keeps its e-mail is still there.
        if let Some(now) = self.entries.get(&id) {
            self.gone.remove(&(now.persona, now.email.to_lowercase()));
        }
        Ok(())
    }

    /// Checks a proof, and gives the registration's number.
    pub(crate) fn prove(&self, proof: &Proof<'_>) -> Result<u64, ProofError> {
        let found = self.entries.iter().find(|(_, someone)| {
            someone.persona == proof.persona
                && someone.email.eq_ignore_ascii_case(proof.email)
                && someone.document_type == proof.document_type
                && someone.document.eq_ignore_ascii_case(proof.document)
        });
        let (id, someone) = found.ok_or(ProofError::NotRegistered)?;
        let same = someone.answer.trim().to_lowercase() == proof.answer.trim().to_lowercase();
        if same { Ok(*id) } else { Err(ProofError::WrongAnswer) }
    }

    /// Deletes a registration.
    pub(crate) fn delete(&mut self, id: u64) -> Option<Registrant> {
        let someone = self.entries.remove(&id)?;
        self.gone.insert((someone.persona, someone.email.to_lowercase()));
        Some(someone)
    }

    /// The first registrations by number, the world's own first, at most `count`.
    pub(crate) fn first(&self, count: usize) -> Vec<&Registrant> {
        self.entries.values().take(count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registrations() -> Registrations {
        Registrations::new(&World::built_in().unwrap())
    }

    fn ana(registrations: &Registrations) -> Registrant {
        registrations.first(1)[0].clone()
    }

    #[test]
    fn addresses_of_the_registered_domains_need_no_registration() {
        let registrations = registrations();
        for (email, known) in [
            ("ana@example.co", true),
            ("ANA@Example.CO", true),
            ("pagos@transportes.example.co", true),
            ("ana@example.com", true),
            ("ana@pse.example", true),
            ("ana@otherexample.co", false),
            ("ana@example.co.evil.net", false),
            ("example.co", false),
        ] {
            assert_eq!(registrations.knows(Persona::Natural, email, ""), known, "{email}");
        }
    }

    #[test]
    fn a_company_is_known_by_its_nit_and_its_e_mail_together() {
        let registrations = registrations();
        for (nit, known) in [("900123456", true), ("900123457", false), ("", false)] {
            let email = "tesoreria@cafetales.example";
            assert_eq!(registrations.knows(Persona::Juridica, email, nit), known, "{nit}");
            assert!(!registrations.knows(Persona::Natural, email, nit));
        }
    }

    #[test]
    fn nobody_is_registered_twice_and_an_update_keeps_its_own_data() {
        let mut registrations = registrations();
        let ana = ana(&registrations);
        assert_eq!(registrations.enter(ana.clone(), None), Err(Duplicate::Email));
        let other_mail = Registrant { email: "otra@pse.example".to_owned(), ..ana.clone() };
        assert_eq!(registrations.enter(other_mail.clone(), None), Err(Duplicate::Document));
        assert_eq!(registrations.enter(ana, Some(0)), Ok(()));
        assert!(registrations.knows(Persona::Natural, "ana@pse.example", ""));
        assert_eq!(registrations.enter(other_mail, Some(0)), Ok(()));
        assert!(!registrations.knows(Persona::Natural, "ana@pse.example", ""));
        assert!(registrations.knows(Persona::Natural, "otra@pse.example", ""));
    }

    #[test]
    fn who_deletes_a_registration_is_not_registered_by_the_domain_either() {
        let mut registrations = registrations();
        let someone = Registrant {
            email: "eva@example.co".to_owned(),
            document: "777123".to_owned(),
            ..ana(&registrations)
        };
        registrations.enter(someone.clone(), None).unwrap();
        let proof = |answer| Proof {
            persona: Persona::Natural,
            email: "EVA@example.co",
            document_type: "CC",
            document: "777123",
            answer,
        };
        assert_eq!(registrations.prove(&proof("otra")), Err(ProofError::WrongAnswer));
        let id = registrations.prove(&proof(" santa librada ")).unwrap();
        registrations.delete(id).unwrap();
        assert!(!registrations.knows(Persona::Natural, "eva@example.co", ""));
        assert_eq!(registrations.prove(&proof("Santa Librada")), Err(ProofError::NotRegistered));
        registrations.enter(someone, None).unwrap();
        assert!(registrations.knows(Persona::Natural, "eva@example.co", ""));
    }
}
