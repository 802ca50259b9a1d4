//! Any value that a document can tell from another: a text, a list or a person in which there
//! is nothing reads as none, so none of these is made.

use proptest::{collection::vec, option, prelude::*, sample::select};
use pse_placetopay::{
    Attribute, Authentication, Bank, Call, CreditConcept, Fault, Operation, Person,
    PseTransactionMultiCreditRequest, PseTransactionRequest, PseTransactionResponse, Reply,
    Request, TransactionInformation,
};
use rust_decimal::Decimal;

/// Pieces that would do harm, were they not escaped.
const HOSTILE: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?x ?>",
    "</reference>",
    "<a/>",
    "</transaction></ns1:createTransaction>",
    "<totalAmount>1</totalAmount>",
    "&amp;",
    "&#60;",
    "&#13;",
    "\r",
    "\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    "xsi:nil=\"true\"",
    "{namespace}",
    "ñ",
    "é",
    "€",
    "😀",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{7f}",
    "\u{fffd}",
    "0042",
];

/// A text XML can carry, not empty.
pub(crate) fn text() -> impl Strategy<Value = String> + Clone {
    let any = any::<char>().prop_filter("a character of XML", |c| {
        !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
    });
    let piece = prop_oneof![
        select(HOSTILE).prop_map(str::to_owned),
        any.prop_map(String::from),
        "[a-zA-Z0-9 .,-]{1,12}",
    ];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn field() -> impl Strategy<Value = Option<String>> + Clone {
    option::of(text())
}

/// Any number a `Decimal` holds.
fn amount() -> impl Strategy<Value = Option<Decimal>> + Clone {
    let largest = (1_i128 << 96) - 1;
    option::of((-largest..=largest, 0..=28_u32, 0..=90_u32).prop_map(|(mantissa, scale, shift)| {
        Decimal::from_i128_with_scale(mantissa >> shift, scale)
    }))
}

fn attributes() -> impl Strategy<Value = Option<Vec<Attribute>>> {
    let attribute = (field(), field()).prop_map(|(name, value)| Attribute { name, value });
    option::of(vec(attribute, 1..4))
}

fn auth() -> impl Strategy<Value = Authentication> {
    (field(), field(), field(), attributes()).prop_map(|(login, tran_key, seed, additional)| {
        Authentication { login, tran_key, seed, additional }
    })
}

fn person() -> impl Strategy<Value = Option<Person>> {
    vec(field(), 13).prop_map(|fields| {
        let mut fields = fields.into_iter();
        let mut next = || fields.next().flatten();
        let person = Person {
            document_type: next(),
            document: next(),
            first_name: next(),
            last_name: next(),
            company: next(),
            email_address: next(),
            address: next(),
            city: next(),
            province: next(),
            country: next(),
            phone: next(),
            mobile: next(),
            postal_code: next(),
        };
        (person != Person::default()).then_some(person)
    })
}

fn transaction() -> impl Strategy<Value = PseTransactionRequest> {
    let texts = vec(field(), 9);
    let amounts = vec(amount(), 4);
    (texts, amounts, [person(), person(), person()], attributes()).prop_map(
        |(texts, amounts, [payer, buyer, shipping], additional_data)| {
            let (mut texts, mut amounts) = (texts.into_iter(), amounts.into_iter());
            let mut text = || texts.next().flatten();
            let mut amount = || amounts.next().flatten();
            PseTransactionRequest {
                bank_code: text(),
                bank_interface: text(),
                return_url: text(),
                reference: text(),
                description: text(),
                language: text(),
                currency: text(),
                total_amount: amount(),
                tax_amount: amount(),
                devolution_base: amount(),
                tip_amount: amount(),
                payer,
                buyer,
                shipping,
                ip_address: text(),
                user_agent: text(),
                additional_data,
            }
        },
    )
}

fn credits() -> impl Strategy<Value = Option<Vec<CreditConcept>>> {
    let credit = (field(), field(), amount(), amount(), field()).prop_map(
        |(entity_code, service_code, amount_value, tax_value, description)| CreditConcept {
            entity_code,
            service_code,
            amount_value,
            tax_value,
            description,
        },
    );
    option::of(vec(credit, 1..4))
}

/// Any request.
pub(crate) fn request() -> impl Strategy<Value = Request> {
    let call = prop_oneof![
        Just(Call::GetBankList),
        transaction().prop_map(|transaction| Call::CreateTransaction(Box::new(transaction))),
        (credits(), transaction()).prop_map(|(credits, transaction)| {
            let request = PseTransactionMultiCreditRequest { credits, transaction };
            Call::CreateTransactionMultiCredit(Box::new(request))
        }),
        any::<i64>().prop_map(|transaction_id| Call::GetTransactionInformation { transaction_id }),
    ];
    (auth(), call).prop_map(|(auth, call)| Request { auth, call })
}

fn response() -> impl Strategy<Value = Box<PseTransactionResponse>> {
    let numbers = (option::of(any::<i32>()), option::of(any::<i64>()), option::of(any::<i32>()));
    (vec(field(), 7), numbers, amount()).prop_map(
        |(texts, (transaction_cycle, transaction_id, response_code), bank_factor)| {
            let mut texts = texts.into_iter();
            let mut text = || texts.next().flatten();
            Box::new(PseTransactionResponse {
                return_code: text(),
                bank_url: text(),
                trazability_code: text(),
                transaction_cycle,
                transaction_id,
                session_id: text(),
                bank_currency: text(),
                bank_factor,
                response_code,
                response_reason_code: text(),
                response_reason_text: text(),
            })
        },
    )
}

fn information() -> impl Strategy<Value = Box<TransactionInformation>> {
    let numbers = (option::of(any::<i64>()), option::of(any::<i32>()), option::of(any::<i32>()));
    (vec(field(), 9), numbers, option::of(any::<bool>())).prop_map(
        |(texts, (transaction_id, transaction_cycle, response_code), on_test)| {
            let mut texts = texts.into_iter();
            let mut text = || texts.next().flatten();
            Box::new(TransactionInformation {
                transaction_id,
                session_id: text(),
                reference: text(),
                request_date: text(),
                bank_process_date: text(),
                on_test,
                return_code: text(),
                trazability_code: text(),
                transaction_cycle,
                transaction_state: text(),
                response_code,
                response_reason_code: text(),
                response_reason_text: text(),
            })
        },
    )
}

/// Any reply, with the operation it is one to.
pub(crate) fn reply() -> impl Strategy<Value = (Operation, Reply)> {
    let bank = (field(), field()).prop_map(|(bank_code, bank_name)| Bank { bank_code, bank_name });
    let fault = (text(), text()).prop_map(|(code, string)| Fault { code, string });
    prop_oneof![
        vec(bank, 0..60).prop_map(|banks| (Operation::GetBankList, Reply::GetBankList(banks))),
        response().prop_map(|it| (Operation::CreateTransaction, Reply::CreateTransaction(it))),
        response().prop_map(|it| {
            let operation = Operation::CreateTransactionMultiCredit;
            (operation, Reply::CreateTransactionMultiCredit(it))
        }),
        information().prop_map(|it| {
            (Operation::GetTransactionInformation, Reply::GetTransactionInformation(it))
        }),
        (select(&Operation::ALL), fault)
            .prop_map(|(operation, fault)| (operation, Reply::Fault(fault))),
    ]
}
