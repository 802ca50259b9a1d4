//! The bank picker's behaviour, without its looks: what is typed, what is found, which
//! one the keys are on. Follows the ARIA pattern of an editable combobox with a list.

use pse_shared::api::Bank;
use pse_shared::form::bank_order::Offered;

use crate::search::{Found, find};

/// How far Page Up and Page Down go.
const PAGE: usize = 8;

/// The state of the picker.
#[derive(Debug, Default)]
pub struct Picker {
    /// Every bank, those offered first at the head.
    pub banks: Vec<Bank>,
    /// How many of them are offered first.
    pub offered: Offered,
    /// Whether the list is shown.
    pub open: bool,
    /// What the field says.
    pub text: String,
    /// The banks listed, and which part of each matches.
    pub found: Vec<Found>,
    /// Which of [`Self::found`] the keys are on.
    pub active: Option<usize>,
    /// Grows whenever the list must be drawn again.
    pub drawn: u32,
    /// Whether the text is being searched: the name of a chosen bank is not.
    searching: bool,
}

/// What a key did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Pressed {
    /// Nothing: it means what it always means.
    #[default]
    Nothing,
    /// It moved something here, and nothing else.
    Moved,
    /// It chose a bank; with Tab, the focus still moves on.
    Chose(Bank),
}

impl Picker {
    /// A picker of `banks`, as arranged by [`pse_shared::form::bank_order::arranged`], with what the
    /// buyer had chosen before, if anything.
    #[must_use]
    pub fn new((banks, offered): (Vec<Bank>, Offered), chosen: Option<&Bank>) -> Self {
        let mut picker = Self { banks, offered, ..Self::default() };
        picker.text = chosen.map(|bank| bank.name.clone()).unwrap_or_default();
        picker.search();
        picker
    }

    /// The buyer typed: the list follows, and the first match is one Enter away.
    pub fn type_text(&mut self, text: &str) -> Pressed {
        text.clone_into(&mut self.text);
        self.searching = true;
        self.search();
        self.open = true;
        self.active = (!self.text.is_empty() && !self.found.is_empty()).then_some(0);
        Pressed::Moved
    }

    /// Shows the list, the keys on the bank chosen before.
    pub fn show(&mut self) -> Pressed {
        if !self.open {
            self.open = true;
            let chosen = |found: &Found| {
                self.banks.get(found.index).is_some_and(|bank| bank.name == self.text)
            };
            self.active = self.found.iter().position(chosen);
        }
        Pressed::Moved
    }

    /// The bank at a place of [`Self::found`].
    #[must_use]
    pub fn bank(&self, place: usize) -> Option<&Bank> {
        self.found.get(place).and_then(|found| self.banks.get(found.index))
    }

    /// Takes the bank at a place of [`Self::found`].
    pub fn choose(&mut self, place: usize) -> Pressed {
        let Some(bank) = self.bank(place).cloned() else { return Pressed::Nothing };
        self.settle(Some(&bank));
        Pressed::Chose(bank)
    }

    /// The field was left. What was typed counts if it means one bank only; otherwise the
    /// field says again what had been chosen.
    pub fn leave(&mut self, chosen: Option<&Bank>) -> Pressed {
        if self.searching && !self.text.is_empty() && self.found.len() == 1 {
            return self.choose(0);
        }
        self.settle(chosen);
        Pressed::Moved
    }

    /// A key, by its name in `KeyboardEvent.key`.
    pub fn press(&mut self, key: &str) -> Pressed {
        let last = self.found.len().saturating_sub(1);
        let at = self.active;
        let to = match (key, self.open) {
            ("ArrowDown" | "ArrowUp", false) => return self.show(),
            ("ArrowDown", true) => at.map_or(0, |at| if at < last { at + 1 } else { 0 }),
            ("ArrowUp", true) => at.map_or(last, |at| at.checked_sub(1).unwrap_or(last)),
            ("PageDown", true) => at.map_or(0, |at| (at + PAGE).min(last)),
            ("PageUp", true) => at.map_or(0, |at| at.saturating_sub(PAGE)),
            ("Home", true) => 0,
            ("End", true) => last,
            ("Escape", true) => {
                self.open = false;
                return Pressed::Moved;
            }
            ("Enter", true) => {
                return at.map_or(Pressed::Moved, |at| self.choose(at));
            }
            ("Tab", true) if self.searching => {
                return at.map_or(Pressed::Nothing, |at| self.choose(at));
            }
            _ => return Pressed::Nothing,
        };
        self.active = (!self.found.is_empty()).then_some(to);
        Pressed::Moved
    }

    fn settle(&mut self, chosen: Option<&Bank>) {
        self.text = chosen.map(|bank| bank.name.clone()).unwrap_or_default();
        self.searching = false;
        self.open = false;
        self.active = None;
        self.search();
    }

    fn search(&mut self) {
        let typed = if self.searching { self.text.as_str() } else { "" };
        let found = find(&self.banks, typed);
        if found != self.found {
            self.found = found;
            self.drawn = self.drawn.wrapping_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bank(name: &str) -> Bank {
        Bank { code: name.to_lowercase(), name: name.into() }
    }

    fn picker() -> Picker {
        let banks = ["NEQUI", "BANCO DE BOGOTA", "BANCO DAVIVIENDA", "DAVIPLATA"];
        let offered = Offered { last: 0, favourites: 1 };
        Picker::new((banks.iter().map(|name| bank(name)).collect(), offered), None)
    }

    fn active(picker: &Picker) -> Option<&str> {
        picker.bank(picker.active?).map(|bank| bank.name.as_str())
    }

    #[test]
    fn no_bank_is_chosen_for_the_buyer() {
        let picker = picker();
        assert_eq!((picker.text.as_str(), picker.active, picker.open), ("", None, false));
        assert_eq!(picker.found.len(), 4);
    }

    #[test]
    fn typing_lists_what_matches_and_enter_takes_the_first() {
        let mut picker = picker();
        picker.type_text("dávi");
        assert_eq!(picker.found.len(), 2);
        assert_eq!(active(&picker), Some("BANCO DAVIVIENDA"));
        assert_eq!(picker.press("ArrowDown"), Pressed::Moved);
        assert_eq!(picker.press("Enter"), Pressed::Chose(bank("DAVIPLATA")));
        assert_eq!((picker.text.as_str(), picker.open), ("DAVIPLATA", false));
    }

    #[test]
    fn after_a_choice_the_whole_list_is_there_again() {
        let mut picker = picker();
        picker.type_text("nequi");
        picker.press("Enter");
        picker.show();
        assert_eq!(picker.found.len(), 4);
    }

    #[test]
    fn a_list_shown_again_begins_at_what_was_chosen() {
        let mut picker = picker();
        picker.type_text("davip");
        picker.press("Enter");
        assert_eq!(picker.press("ArrowUp"), Pressed::Moved);
        assert_eq!(active(&picker), Some("DAVIPLATA"));
    }

    #[test]
    fn keys_walk_the_list_round_and_jump_to_its_ends() {
        let mut picker = picker();
        assert_eq!(picker.press("ArrowDown"), Pressed::Moved);
        assert!(picker.open);
        picker.press("ArrowDown");
        assert_eq!(active(&picker), Some("NEQUI"));
        picker.press("ArrowUp");
        assert_eq!(active(&picker), Some("DAVIPLATA"));
        picker.press("ArrowDown");
        assert_eq!(active(&picker), Some("NEQUI"));
        picker.press("End");
        assert_eq!(active(&picker), Some("DAVIPLATA"));
        picker.press("Home");
        assert_eq!(active(&picker), Some("NEQUI"));
        picker.press("PageDown");
        assert_eq!(active(&picker), Some("DAVIPLATA"));
        picker.press("PageUp");
        assert_eq!(active(&picker), Some("NEQUI"));
    }

    #[test]
    fn escape_closes_the_list_and_then_means_nothing() {
        let mut picker = picker();
        picker.show();
        assert_eq!(picker.press("Escape"), Pressed::Moved);
        assert!(!picker.open);
        assert_eq!(picker.press("Escape"), Pressed::Nothing);
    }

    #[test]
    fn while_the_list_is_closed_keys_mean_what_they_always_mean() {
        let mut picker = picker();
        for key in ["Enter", "Home", "End", "Tab", "PageDown", "a"] {
            assert_eq!(picker.press(key), Pressed::Nothing, "{key}");
        }
    }

    #[test]
    fn enter_on_an_empty_list_chooses_nothing_and_sends_nothing() {
        let mut picker = picker();
        picker.type_text("xyz");
        assert_eq!(picker.press("Enter"), Pressed::Moved);
        assert_eq!(picker.press("ArrowDown"), Pressed::Moved);
        assert_eq!(picker.active, None);
    }

    #[test]
    fn leaving_takes_what_is_unmistakable_and_forgets_the_rest() {
        let mut picker = picker();
        picker.type_text("bogota");
        assert_eq!(picker.leave(None), Pressed::Chose(bank("BANCO DE BOGOTA")));

        picker.type_text("davi");
        let chosen = bank("NEQUI");
        assert_eq!(picker.leave(Some(&chosen)), Pressed::Moved);
        assert_eq!(picker.text, "NEQUI");

        picker.type_text("davi");
        assert_eq!(picker.leave(None), Pressed::Moved);
        assert_eq!(picker.text, "");
    }

    #[test]
    fn tab_takes_the_match_that_typing_led_to() {
        let mut picker = picker();
        picker.type_text("davi");
        assert_eq!(picker.press("Tab"), Pressed::Chose(bank("BANCO DAVIVIENDA")));
        picker.show();
        picker.press("ArrowDown");
        assert_eq!(picker.press("Tab"), Pressed::Nothing);
    }
}
