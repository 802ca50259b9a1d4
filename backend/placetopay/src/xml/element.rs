//! What a reader hands out, and what it is to do with a value it cannot read.

/// What to do with a value that is not of its field's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnBadValue {
    /// Refuse the document, as a server does.
    Refuse,
    /// Read the field as absent, so that an answer is never lost for it.
    Ignore,
}

/// An element that was just opened. Read its text, its children, or skip it, to its end.
pub(crate) struct Element<'a> {
    pub(super) name: &'a str,
    pub(super) nil: bool,
}

impl Element<'_> {
    /// The element's name without prefix.
    pub(crate) const fn name(&self) -> &str {
        self.name
    }

    /// Whether the element says `xsi:nil="true"`.
    pub(crate) const fn is_nil(&self) -> bool {
        self.nil
    }
}
