//! Text with `code` between backquotes, split into pieces that a template can mark up.

/// A paragraph of text and code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// The paragraph's pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a paragraph that is all text or all code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Whether the piece is code.
    pub code: bool,
    /// The piece's text, without backquotes.
    pub text: String,
}

impl Prose {
    /// Parses one paragraph; text between backquotes is code.
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

    /// Parses paragraphs separated by empty lines.
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
