//! The messages the sandbox "sent": they go no further than the page `/correo`.

use std::collections::VecDeque;

use jiff::Timestamp;

/// How many messages are kept; older ones are thrown away.
const KEPT: usize = 10_000;
/// How many messages are shown at a time.
const SHOWN: usize = 100;

/// How a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Mail,
    Text,
}

impl Channel {
    /// The channel's name as people read it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Mail => "Correo electrónico",
            Self::Text => "Mensaje de texto",
        }
    }
}

/// A message by mail or text message.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    pub(crate) channel: Channel,
    pub(crate) sent_at: Timestamp,
    pub(crate) from: &'static str,
    /// An e-mail address or a mobile's number.
    pub(crate) to: String,
    pub(crate) subject: String,
    /// Paragraphs of plain text.
    pub(crate) body: Vec<String>,
}

/// The latest 10,000 messages, of which a hundred are shown at a time.
#[derive(Debug, Default)]
pub(crate) struct Mailbox(VecDeque<Mail>);

impl Mailbox {
    /// Puts a message in.
    pub(crate) fn deliver(&mut self, mail: Mail) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(mail);
    }

    /// Puts messages in.
    pub(crate) fn deliver_all(&mut self, mails: impl IntoIterator<Item = Mail>) {
        mails.into_iter().for_each(|mail| self.deliver(mail));
    }

    /// The latest hundred, newest first; only those to `to`, unless it is empty.
    pub(crate) fn latest(&self, to: &str) -> Vec<Mail> {
        let wanted = |mail: &&Mail| to.is_empty() || mail.to.eq_ignore_ascii_case(to);
        self.0.iter().rev().filter(wanted).take(SHOWN).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_hundred_are_shown_of_all_or_of_one() {
        let mut mailbox = Mailbox::default();
        for number in 0..250 {
            mailbox.deliver(Mail {
                channel: Channel::Mail,
                sent_at: Timestamp::UNIX_EPOCH,
                from: "a",
                to: format!("buyer{}@example.co", number % 2),
                subject: number.to_string(),
                body: Vec::new(),
            });
        }
        let all = mailbox.latest("");
        assert_eq!((all.len(), all[0].subject.as_str()), (100, "249"));
        let one = mailbox.latest("BUYER0@example.co");
        assert_eq!((one.len(), one[0].subject.as_str()), (100, "248"));
        assert!(mailbox.latest("nobody@example.co").is_empty());
    }
}
