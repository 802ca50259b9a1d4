//! The form as it is shown: labels, what was typed, what is wrong with it.

use super::*;
use pse_shared::sample::checkout;
use pse_shared::words::Language;
use pse_shared::{CheckoutState, FieldCode, PayerField};

fn list() -> Vec<Bank> {
    [("1", "ALFA"), ("2", "BETA"), ("3", "GAMA & <HIJOS>")]
        .map(|(code, name)| Bank { code: code.into(), name: name.into() })
        .into()
}

fn html(view: &CheckoutView, submitted: &SubmittedForm, errors: &[FieldError]) -> String {
    let form = PayForm {
        locale: locale(),
        look: Look::default(),
        view,
        banks: &list(),
        submitted,
        errors,
        trouble: None,
        shop: "https://tienda.example.co/?a=1&pse_checkout=chk_1",
        attempt: "uno",
    };
    form.page().render().unwrap()
}

fn locale() -> Locale {
    Locale::of(None, Language::Spanish)
}

fn pairs(pairs: &[(&str, &str)]) -> SubmittedForm {
    let pairs: Vec<_> = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    SubmittedForm::read(&pairs)
}

#[test]
fn the_labels_and_the_sentence_of_pse_are_there_and_no_bank_is_chosen() {
    let page = html(&checkout(CheckoutState::Open, None), &SubmittedForm::default(), &[]);
    for text in [
        "Tipo de persona",
        "Persona natural",
        "Empresa (persona jurídica)",
        ">Banco<",
        "Tipo de documento",
        "Número de documento",
        "Nombres",
        "Apellidos",
        "Correo electrónico",
        "Celular",
        "Continuar al banco · <span class=\"total\">$ 1.062.500</span></button>",
        ">$ 1.062.500<",
        locale().words.through_pse(),
        "Casa del Turismo",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains(r#"<option value="">Seleccione…</option>"#));
    assert!(!page.contains(" selected") && !page.contains(" checked"), "{page}");
    assert!(!page.contains("aria-invalid"));
}

#[test]
fn what_was_typed_stays_and_is_no_markup() {
    let typed = pairs(&[
        ("first_name", "\"><script>alert(1)</script>"),
        ("bank_code", "2"),
        ("bank_interface", "person"),
    ]);
    let page = html(&checkout(CheckoutState::Open, None), &typed, &[]);
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
    assert!(page.contains(r#"<option value="2" selected>BETA"#), "{page}");
    assert!(page.contains("GAMA &#38; &#60;HIJOS&#62;") && page.contains("Compra &#60;b&#62;"));
}

#[test]
fn each_error_is_summed_up_and_tied_to_its_field_and_the_first_has_the_focus() {
    let errors = [
        FieldError::new(BANK, FieldCode::Required),
        FieldError::new("payer.document", FieldCode::Pattern),
    ];
    let page = html(&checkout(CheckoutState::Open, None), &SubmittedForm::default(), &errors);
    assert!(page.contains("Revise los 2 campos marcados."));
    assert!(page.contains(r##"<a href="#bank_code">"##));
    for name in ["bank_code", "document"] {
        assert!(
            page.contains(&format!(r#"aria-invalid="true" aria-describedby="{name}-error""#)),
            "{name}: {page}"
        );
        assert!(page.contains(&format!(r#"id="{name}-error""#)), "{name}");
    }
    assert_eq!(page.matches(" autofocus").count(), 1);
    assert!(page.contains("<title>Error: "));
}

#[test]
fn favourites_come_first_and_once() {
    let groups = banks(locale().words, &list(), &["3".into(), "9".into()], "");
    let codes: Vec<Vec<_>> =
        groups.iter().map(|g| g.entries.iter().map(|e| e.value.as_str()).collect()).collect();
    assert_eq!(codes, [vec!["3"], vec!["1", "2"]]);
}

#[test]
fn a_favourite_given_twice_is_listed_once_and_no_heading_stands_over_nothing() {
    let listed = |favourites: &[&str]| -> Vec<(Option<&str>, Vec<String>)> {
        let favourites: Vec<_> = favourites.iter().map(|&code| code.to_owned()).collect();
        banks(locale().words, &list(), &favourites, "")
            .into_iter()
            .map(|group| {
                (group.label, group.entries.into_iter().map(|entry| entry.value).collect())
            })
            .collect()
    };
    let twice = listed(&["3", "3"]);
    assert_eq!(twice[0].1, ["3"]);
    assert_eq!(twice[1].1, ["1", "2"]);
    let all = listed(&["3", "1", "2"]);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].1, ["3", "1", "2"]);
    assert_eq!(listed(&[])[0].0, None);
}

#[test]
fn nothing_that_is_pasted_is_cut_without_a_word() {
    let page = html(&checkout(CheckoutState::Open, None), &SubmittedForm::default(), &[]);
    assert!(!page.contains("maxlength"), "{page}");
    let long = "x".repeat(81);
    let submitted = pairs(&[("email_address", &long)]);
    let errors = submitted.check(&[PayerField::EmailAddress]);
    let page = html(&checkout(CheckoutState::Open, None), &submitted, &errors);
    assert!(page.contains("Use máximo 80 caracteres.") && page.contains(&long), "{page}");
}

#[test]
fn only_what_the_merchant_did_not_send_is_asked() {
    let mut view = checkout(CheckoutState::Open, None);
    view.payer_fields = vec![PayerField::Mobile];
    view.bank_interfaces = vec![BankInterface::Company];
    let page = html(&view, &SubmittedForm::default(), &[]);
    assert!(page.contains("Celular") && !page.contains("Nombres"));
    assert!(page.contains(r#"value="company" checked"#) && !page.contains(r#"value="person""#));
}

#[test]
fn a_long_description_is_whole_in_its_title() {
    let mut view = checkout(CheckoutState::Open, None);
    view.description = "Un plan & otro ".repeat(15);
    let page = html(&view, &SubmittedForm::default(), &[]);
    let escaped = view.description.replace('&', "&#38;");
    assert!(page.contains(&format!("<dd title=\"{escaped}\">{escaped}</dd>")), "{page}");
}

#[test]
fn a_link_that_is_sent_shows_what_it_is_for_and_nobodys_data() {
    let typed = pairs(&[("first_name", "Ana"), ("email_address", "ana@example.co")]);
    let page = html(&checkout(CheckoutState::Open, None), &typed, &[]);
    let head = page.split("</head>").next().unwrap();
    for text in [
        r#"<meta property="og:title" content="Pagar con PSE · Casa del Turismo · $ 1.062.500">"#,
        r#"<meta property="og:description" content="Compra &#60;b&#62;406331868&#60;/b&#62;">"#,
    ] {
        assert!(head.contains(text), "{text}: {head}");
    }
    assert!(!head.contains("Ana") && !head.contains("ana@"), "{head}");
}

#[test]
fn a_companys_form_says_whose_names_it_asks_for() {
    let mut view = checkout(CheckoutState::Open, None);
    let whose = locale().words.representative();
    assert!(html(&view, &SubmittedForm::default(), &[]).contains(whose));
    view.bank_interfaces = vec![BankInterface::Person];
    assert!(!html(&view, &SubmittedForm::default(), &[]).contains(whose));
}
