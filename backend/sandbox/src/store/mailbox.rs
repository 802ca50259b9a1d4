//! The mails the sandbox "sent": they go no further than the page `/correo`.

use std::collections::VecDeque;

use jiff::Timestamp;

/// Older mails are thrown away.
const KEPT: usize = 500;

/// A mail.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    pub(crate) sent_at: Timestamp,
    pub(crate) from: &'static str,
    pub(crate) to: String,
    pub(crate) subject: String,
    /// Paragraphs of plain text.
    pub(crate) body: Vec<String>,
}

/// The latest 500 mails.
#[derive(Debug, Default)]
pub(crate) struct Mailbox(VecDeque<Mail>);

impl Mailbox {
    /// Puts a mail in.
    pub(crate) fn deliver(&mut self, mail: Mail) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(mail);
    }

    /// What is in it, newest first.
    pub(crate) fn all(&self) -> Vec<Mail> {
        self.0.iter().rev().cloned().collect()
    }
}
