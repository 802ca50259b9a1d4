//! What came instead of an answer, as text, for whoever must find out what happened.

use core::str;

/// The most bytes that are kept of it.
const KEPT: usize = 16 * 1024;

/// The beginning of a body that is no answer: UTF-8, or else ISO 8859-1; empty without a body.
pub(super) fn page<E>(body: Result<&[u8], E>) -> String {
    let body = body.unwrap_or_default();
    let bytes = body.get(..KEPT).unwrap_or(body);
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // The end may have been cut off in the middle of a character.
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default())
                .into_owned()
        }
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_either_character_set_and_cut() {
        let page = |bytes: &[u8]| super::page::<()>(Ok(bytes));
        assert_eq!(page("<h1>Año</h1>".as_bytes()), "<h1>Año</h1>");
        assert_eq!(page(b"<h1>A\xf1o</h1>"), "<h1>Año</h1>");
        assert_eq!(page("x".repeat(KEPT + 9).as_bytes()).len(), KEPT);
        assert_eq!(page(format!("x{}", "ñ".repeat(KEPT)).as_bytes()).len(), KEPT - 1);
        assert_eq!(super::page::<()>(Err(())), "");
    }
}
