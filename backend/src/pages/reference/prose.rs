//! Sentences with `code` in them, as the document writes them.

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// Some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Whether they are code.
    pub code: bool,
    /// The words.
    pub text: String,
}

impl Prose {
    /// One paragraph; what stands between backquotes is code.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let pieces = text
            .split('`')
            .enumerate()
            .map(|(index, words)| Piece { code: index % 2 == 1, text: words.to_owned() })
            .filter(|piece| !piece.text.is_empty())
            .collect();
        Self { pieces }
    }

    /// Paragraphs, which empty lines part.
    #[must_use]
    pub fn paragraphs(text: &str) -> Vec<Self> {
        text.split("\n\n").map(Self::of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backquotes_is_code() {
        let paragraphs = Prose::paragraphs("`a` and b.\n\nc");
        let shown: Vec<Vec<_>> = paragraphs
            .iter()
            .map(|p| p.pieces.iter().map(|piece| (piece.code, piece.text.as_str())).collect())
            .collect();
        assert_eq!(shown, [vec![(true, "a"), (false, " and b.")], vec![(false, "c")]]);
    }
}
