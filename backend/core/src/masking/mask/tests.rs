use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use proptest::prelude::*;

use super::*;

const LOGIN: &str = "6dd490faf9cb87a9862245da41170ff2";
const HASH: &str = "4f69c4a59d5bf4d61d5d887fb8ba599351f6d31a";
const EMAIL: &str = "maria.nunez@example.co";

fn mask() -> Mask {
    Mask::default()
        .hiding(LOGIN)
        .hiding(HASH)
        .hiding_bytes(HEXLOWER.decode(HASH.as_bytes()).unwrap())
        .hiding("1098765432")
        .hiding(EMAIL)
        .hiding("123")
        .hiding_beside("Cali")
}

fn line(text: &str) -> String {
    mask().line(text, 255)
}

#[test]
fn an_ordinary_text_is_what_it_was() {
    for text in [
        "Transacción pendiente. Por favor verificar si el débito fue realizado en el Banco.",
        "No se pudo crear la transacción, por favor intente más tarde o comuníquese con la empresa.",
        "Sucursal 123 de Cali",
        "?-",
        "000000",
        "",
    ] {
        assert_eq!(line(text), text);
    }
}

#[test]
fn a_secret_is_covered_in_every_dress() {
    let escaped = |text: &str| text.bytes().map(|byte| format!("&#{byte};")).collect::<String>();
    let percent = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    for secret in [LOGIN, HASH, "1098765432", EMAIL] {
        let half = secret.len() / 2;
        for dressed in [
            secret.to_owned(),
            secret.to_uppercase(),
            BASE64.encode(secret.as_bytes()),
            BASE64URL_NOPAD.encode(format!("x{secret}y").as_bytes()),
            HEXUPPER.encode(secret.as_bytes()),
            percent(secret),
            percent(&percent(secret)),
            escaped(secret),
            escaped(&escaped(secret)),
            percent(&BASE64.encode(secret.as_bytes())),
            BASE64.encode(BASE64.encode(secret.as_bytes()).as_bytes()),
            BASE64.encode(&secret.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()),
            secret.bytes().map(|byte| format!("{byte:02x} ")).collect::<String>().trim().to_owned(),
            secret.bytes().map(|byte| format!("={byte:02X}")).collect(),
            format!("{}<b>{}</b>", &secret[..half], &secret[half..]),
            format!("{}\r\n  {}", &secret[..half], &secret[half..]),
            format!("{} {}", &secret[..half], &secret[half..]),
            format!("{}\u{202e}\u{ad}{}", &secret[..half], &secret[half..]),
        ] {
            let text = format!("Error: «{dressed}».");
            let masked = line(&text);
            assert!(masked.starts_with("Error: «***"), "{text}: {masked}");
            assert!(!masked.contains(&dressed) && masked.len() < 24, "{text}: {masked}");
        }
    }
    let raw = BASE64.encode(&HEXLOWER.decode(HASH.as_bytes()).unwrap());
    assert_eq!(line(&format!("key {raw}")), "key ***=");
}

#[test]
fn what_is_short_or_ordinary_is_covered_beside_something_quoted() {
    assert_eq!(line("doc 123 de Cali, 1098765432"), "doc *** de ***, ***");
    let mask = mask().hiding_beside("Provincia Canaria");
    let encoded = BASE64.encode("Provincia Canaria".as_bytes());
    for quoted in ["provin cia\ncanaria", "Provincia%20Canaria", &encoded] {
        assert!(!mask.line(quoted, 255).contains("***"), "{quoted}");
        assert!(mask.line(&format!("<{quoted}>, 1098765432"), 255).starts_with("<***"), "{quoted}");
    }
}

#[test]
fn hits_that_touch_or_overlap_are_covered_once() {
    let mask = Mask::default().hiding("abcdefghij").hiding("fghijklmno");
    assert_eq!(mask.line("<abcdefghijklmno>", 255), "<***>");
    assert_eq!(mask.line("abcdefghijabcdefghij!", 255), "***!");
}

#[test]
fn a_text_that_is_cut_shows_no_half_of_a_secret() {
    for before in (0..80).step_by(13) {
        let text = format!("{}{}", ".".repeat(LOOKED_AT - before), LOGIN.repeat(40));
        assert!(!mask().line(&text, usize::MAX).contains("6dd"), "{before}");
        let many = format!("{}{}", "x".repeat(before), format!("{LOGIN} ").repeat(2_000));
        assert!(!mask().line(&many, usize::MAX).contains("6dd"), "{before}");
    }
    assert_eq!(mask().line(&"ñ".repeat(100_000), 4), "ñññ…");
}

#[test]
fn nothing_of_it_is_printed() {
    assert_eq!(format!("{:?}", mask()), "Mask(…)");
    assert!(mask().is_quoted_in(&format!("https://x.co/?l={LOGIN}")));
    assert!(!mask().is_quoted_in("https://registro.pse.com.co/PSEUserRegister/?enc=abcdef%2fgh"));
}

proptest! {
    #[test]
    fn any_text_is_masked_without_panic_on_one_line_and_within_its_length(text: String, most in 0_usize..300) {
        let masked = mask().line(&text, most);
        prop_assert!(masked.chars().count() <= most);
        prop_assert!(!masked.chars().any(crate::text::is_unseen));
    }

    #[test]
    fn wherever_it_stands_a_login_is_covered(before: String, after: String) {
        let text = format!("{before}{LOGIN}{after}");
        prop_assert!(!mask().line(&text, usize::MAX).contains(LOGIN));
    }
}
