//! All that is odd.

use jiff::Timestamp;
use pse_shared::PaymentState::{Approved, Failed, Pending, Refused, Rejected, Unanswered};
use pse_shared::api::{Attribute, Bank};
use pse_shared::order::Amounts;
use pse_shared::{Amount, BankInterface, NotificationState, Person, Refusal};

use super::records::{OddCheckout, OddPayment, Oddities};
use crate::model::{Checkout, Consent, ConsentText, TransactionRef};
use crate::ports::store::StoredBankList;
use crate::ports::store_suite::samples::{checkout, minute, provider, site, words};

/// A time that no test reaches.
pub fn never() -> Timestamp {
    "2199-12-31T23:59:59.999999Z".parse().unwrap()
}

/// Everything that is odd and allowed, in the sites `demo`, `agencia` and one that is not configured any more. Whatever waits
/// is due by minute 60, but for what waits until [`never`].
pub fn oddities() -> Oddities {
    let checkouts =
        [unpaid(), ended(), living(), creating(), telling(), people(), consenting(), edges()];
    let bank = |code: &str, name: &str| Bank { code: code.into(), name: name.into() };
    let list = |of: &str, banks| StoredBankList { provider: provider(of), banks, as_of: minute(3) };
    let bank_lists = vec![
        (
            site("demo"),
            list("default", vec![bank("1066", "BANCO COOPERATIVO"), bank("9", "ÑÁ 'x'")]),
        ),
        (site("agencia"), list("default", Vec::new())),
        (site("gone"), list("second", vec![bank("1", "Uno")])),
    ];
    Oddities { checkouts: checkouts.into_iter().flatten().collect(), bank_lists }
}

fn of(name: &str, reference: &str) -> Checkout {
    Checkout { site: site(name), ..checkout(reference) }
}

fn open(reference: &str) -> OddCheckout {
    OddCheckout::of(checkout(reference))
}

/// Expired and open ones, several of one reference, on several sites; the same key on each.
fn unpaid() -> Vec<OddCheckout> {
    let mut odd: Vec<_> = (0..5).map(|_| open("EXPIRED")).collect();
    odd.extend(
        (0..3).map(|_| OddCheckout::of(Checkout { expires_at: never(), ..checkout("OPEN") })),
    );
    odd.extend(
        ["demo", "agencia", "gone"]
            .map(|name| OddCheckout::of(of(name, "KEYED")).with_key("order 1")),
    );
    odd.push(OddCheckout::of(checkout("open")).with_key("ORDER 1"));
    odd
}

/// Payments of every final state; one after another of a checkout, and of several checkouts of a reference.
fn ended() -> Vec<OddCheckout> {
    let refused = |reason: Option<&str>, code: Option<&str>, refusal| {
        let of = checkout(&format!("REFUSED {}", refusal_name(refusal)));
        let payment = OddPayment::through(&of, 1, &[Refused]).but(|payment| {
            payment.reason_text = reason.map(str::to_owned);
            payment.provider_data =
                code.map(|code| words(&[("return_code", code)])).unwrap_or_default();
            payment.refusal = refusal;
        });
        OddCheckout::of(of).paid_by(payment)
    };
    vec![
        open("APPROVED").tried(1, &[Pending, Pending, Pending, Approved]).with_key("order 2"),
        open("REJECTED").tried(1, &[Pending, Rejected]),
        open("FAILED").tried(1, &[Pending, Failed]),
        open("UNANSWERED").tried(1, &[Unanswered]),
        refused(Some("x"), Some("NEW"), Some(Refusal::Other)),
        refused(Some("x"), None, Some(Refusal::Misconfigured)),
        refused(None, None, None),
        open("TRIED")
            .tried(1, &[Pending, Rejected])
            .tried(2, &[Pending, Failed])
            .tried(3, &[Unanswered])
            .tried(4, &[Pending, Approved]),
        open("SHARED").tried(1, &[Pending, Rejected]),
        open("SHARED").tried(2, &[Pending, Failed]),
        open("SHARED").tried(3, &[Pending, Approved]),
        open("SHARED"),
        twin("TWIN 1"),
        twin("TWIN 2"),
        // References as long as can be have no room for the attempt's number: the provider had the same one twice.
        open(&"9".repeat(32)).tried(1, &[Pending, Rejected]).tried(2, &[Pending, Approved]),
    ]
}

/// One of several whose provider gave them the same transaction and the same CUS, as one does that was begun anew.
fn twin(reference: &str) -> OddCheckout {
    let of = checkout(reference);
    let payment = OddPayment::through(&of, 1, &[Pending, Approved]).but(|payment| {
        payment.transaction = Some(TransactionRef::new("1509827901".to_owned()));
        payment.cus = Some("7827901".to_owned());
    });
    OddCheckout::of(of).paid_by(payment)
}

fn refusal_name(refusal: Option<Refusal>) -> &'static str {
    refusal.map_or("unsent", Refusal::as_str)
}

/// Pending payments: asked about often or never, by whom there is; the provider's own names for several are the same, and one
/// has none.
fn living() -> Vec<OddCheckout> {
    let asked = |reference: &str, name: &str, next: Timestamp| {
        let of = of(name, reference);
        let payment = OddPayment::through(&of, 1, &[Pending, Pending]).but(|payment| {
            payment.version = 4321;
            payment.schedule.next_probe_at = Some(next);
            payment.schedule.epoch = 4319;
            payment.schedule.last_asked_at = Some(minute(5));
            payment.schedule.return_asks = 5;
            payment.schedule.last_return_ask_at = Some(minute(4));
        });
        OddCheckout::of(of).paid_by(payment.with_key("press"))
    };
    let elsewhere = of("demo", "ELSEWHERE");
    let at_second = OddPayment::through(&elsewhere, 1, &[Pending])
        .but(|payment| payment.provider = provider("second"));
    let company = checkout("COMPANY");
    let by_company = OddPayment::through(&company, 1, &[Pending])
        .but(|payment| payment.bank_interface = BankInterface::Company);
    let nameless = checkout("NAMELESS");
    let without_transaction = OddPayment::through(&nameless, 1, &[Pending]).but(|payment| {
        (payment.transaction, payment.cus, payment.bank_url) = (None, None, None);
    });
    vec![
        OddCheckout::of(nameless).paid_by(without_transaction),
        open("PENDING").tried(1, &[Pending]),
        open("PENDING AGAIN").tried(1, &[Pending, Failed]).tried(2, &[Pending]),
        asked("ASKED", "demo", minute(8)),
        asked("ASKED", "agencia", minute(8)),
        asked("ASKED", "gone", minute(7)),
        asked("RESTING", "demo", never()),
        OddCheckout::of(elsewhere).paid_by(at_second),
        OddCheckout::of(company).paid_by(by_company),
    ]
}

/// Creations left behind, by processes that said who they are and by earlier ones that did not.
fn creating() -> Vec<OddCheckout> {
    let left = |reference: &str, held| {
        let of = checkout(reference);
        let payment = OddPayment { held, ..OddPayment::through(&of, 1, &[]) };
        OddCheckout::of(of).paid_by(payment.with_key("k"))
    };
    vec![
        left("LEFT", Some(("a process that is gone".to_owned(), minute(3)))),
        left("LEFT WITHOUT A NAME", None),
        open("LEFT AGAIN").tried(1, &[Unanswered]).tried(2, &[]),
    ]
}

/// Notifications in every state: untried, tried, claimed and abandoned, waiting behind others, delivered, given up, and made
/// due again by their merchant.
fn telling() -> Vec<OddCheckout> {
    use NotificationState::{Delivered, Due, Exhausted};
    let about = |reference: &str, states: &[pse_shared::PaymentState]| {
        let of = checkout(reference);
        let payment = OddPayment::through(&of, 1, states);
        (of, payment)
    };
    let paid = |(of, payment): (Checkout, OddPayment)| OddCheckout::of(of).paid_by(payment);
    let with = |reference, tell: &dyn Fn(OddPayment) -> OddPayment| {
        let (of, payment) = about(reference, &[Pending, Approved]);
        paid((of, tell(payment)))
    };
    vec![
        with("TOLD", &|it| it.told(Delivered, 1, minute(3)).told(Delivered, 3, minute(9))),
        with("GIVEN UP", &|it| it.told(Exhausted, 11, minute(9)).told(Exhausted, 11, minute(9))),
        with("UNTRIED", &|it| it.told(Due, 0, minute(2)).told(Due, 0, minute(3))),
        with("TRIED OFTEN", &|it| it.told(Delivered, 2, minute(3)).told(Due, 4, minute(50))),
        // As long as its claim would have lasted.
        with("ABANDONED", &|it| {
            it.told(Due, 1, minute(4)).told(Due, 0, minute(3)).told(Due, 0, minute(4))
        }),
        with("ASKED FOR AGAIN", &|it| {
            it.told(Due, 1, minute(30)).told(Delivered, 1, minute(4)).told(Due, 0, minute(4))
        }),
        with("GIVEN UP, NEXT DUE", &|it| it.told(Exhausted, 11, minute(9)).told(Due, 0, minute(4))),
        with("LATER", &|it| it.told(Due, 9, never()).told(Due, 0, minute(4))),
        {
            let (of, payment) = about("TOLD PENDING", &[Pending]);
            paid((of, payment.told(Due, 1, minute(4))))
        },
        {
            let of = of("agencia", "TOLD ELSEWHERE");
            let payment = OddPayment::through(&of, 1, &[Pending, Rejected]);
            paid((of, payment.told(Due, 0, minute(4)).told(Due, 0, minute(4))))
        },
        {
            // A site that is not configured any more: nobody asks for its notifications.
            let of = of("gone", "TOLD NOBODY");
            let payment = OddPayment::through(&of, 1, &[Pending, Rejected]);
            paid((of, payment.told(Due, 0, minute(4))))
        },
    ]
}

/// People without data, with all of it, and the same ones again.
fn people() -> Vec<OddCheckout> {
    let whole = Person {
        document_type: Some("PPN".into()),
        document: Some("Ab_1234567890".into()),
        first_name: Some("José 'Pepe' \"\\\" ; DROP".into()),
        last_name: Some("Ñ".repeat(60)),
        company: Some("Compañía & Cía. <S.A.S.>".into()),
        email_address: Some("PEPE@Example.CO".into()),
        address: Some("Cra. 7 # 45-12 🏠".into()),
        city: Some("Bogotá".into()),
        province: Some("Cundinamarca".into()),
        country: Some("CO".into()),
        ..Person::default()
    };
    let erased = Person { document: Some("•".repeat(12)), ..Person::default() };
    let paid = |reference: &str, payer: Person, buyer, shipping| {
        let of = Checkout { payer: payer.clone(), buyer, shipping, ..checkout(reference) };
        let payment = OddPayment::through(&of, 1, &[Pending, Approved]);
        OddCheckout::of(of).paid_by(payment.but(|payment| payment.payer = payer))
    };
    vec![
        paid("NOBODY", Person::default(), None, Some(Person::default())),
        paid("WHOLE", whole.clone(), Some(whole.clone()), Some(whole.clone())),
        paid("WHOLE AGAIN", whole.clone(), None, None),
        paid("ERASED", erased.clone(), Some(erased), Some(whole)),
    ]
}

/// Consents: the same words twice, others, and those of another site.
fn consenting() -> Vec<OddCheckout> {
    let given = |name: &str, reference: &str, text: &str, version| {
        let of = of(name, reference);
        let mut payment = OddPayment::through(&of, 1, &[Pending, Approved]);
        let address = "2001:db8::1".parse().unwrap();
        let at = payment.payment.created_at;
        payment.consent = Some(Consent { text: ConsentText::new(text), version, at, address });
        OddCheckout::of(of).paid_by(payment)
    };
    vec![
        given("demo", "CONSENT 1", "Autorizo.", 1),
        given("demo", "CONSENT 2", &"Autorizo, señor. ".repeat(200), 2),
        given("demo", "CONSENT 3", "Autorizo.", 1),
        given("agencia", "CONSENT 1", "Autorizo.", 1),
    ]
}

/// Texts, amounts and times as long, large and far away as they can be.
fn edges() -> Vec<OddCheckout> {
    let most: Amount = "9999999999999.99".parse().unwrap();
    let amounts = Amounts { total: most, tax: most, devolution_base: most, tip: most };
    let none = Amounts {
        total: Amount::ZERO,
        tax: Amount::ZERO,
        devolution_base: Amount::ZERO,
        tip: Amount::ZERO,
    };
    let attribute = |n: usize| Attribute { name: format!("{n:030}"), value: "ж".repeat(128) };
    let long = Checkout {
        description: "“ñ” \u{202e}\u{1f600} ' \" \\ % _ ".repeat(12),
        return_url: format!("https://tienda.example.co/{}", "a".repeat(229)),
        additional_data: (0..20).map(attribute).collect(),
        amounts,
        ..checkout("á é/+?&# 'R'")
    };
    let early = Checkout {
        created_at: Timestamp::UNIX_EPOCH,
        expires_at: "1970-01-01T00:00:00.000001Z".parse().unwrap(),
        credits: Vec::new(),
        additional_data: Vec::new(),
        buyer: None,
        amounts: none,
        ..checkout("EARLY")
    };
    let late = Checkout { created_at: minute(0), expires_at: never(), ..checkout("LATE") };
    let of_long = OddPayment::through(&long, 1, &[Pending, Approved]).but(|payment| {
        payment.cus = Some("9".repeat(64));
        payment.reason_code = Some("?C".into());
        payment.reason_text = Some("Transacción 'aprobada' \n\t 😀".repeat(100));
        payment.bank_process_date = Some("not a date".into());
        payment.transaction_cycle = Some(i32::MAX);
        payment.on_test = true;
    });
    vec![
        OddCheckout::of(long).paid_by(of_long).with_key(&"k".repeat(128)),
        OddCheckout::of(early),
        OddCheckout::of(late).tried(1, &[Pending, Approved]),
    ]
}
