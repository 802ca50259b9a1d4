//! What other stacks send, and what is read out of it.

use pse_placetopay::{
    Bank, Call, Operation, Person, PseTransactionRequest, PseTransactionResponse, Reply,
    decode_reply, decode_request,
};
use rust_decimal::Decimal;

use super::documents::{create_reply, create_request, envelope, response, transaction};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_document_without_prefixes_indented_with_comments_and_another_order_is_read() {
    let document = r#"
<?xml version="1.0"?>
<!-- as the provider's own samples are written -->
<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">
    <Header><trace xmlns="urn:x"><Body>not this one</Body></trace></Header>
    <Body>
        <createTransaction xmlns="https://placetopay.com/soap/pse">
            <transaction xmlns="">
                <tipAmount>0.0</tipAmount>
                <payer>
                    <mobile>3000000000</mobile>
                    <documentType>CC</documentType>
                </payer>
                <totalAmount> 1.0625E+6
                </totalAmount>
                <bankCode>1022</bankCode>
            </transaction>
            <auth xmlns="">
                <seed>2021-04-30T16:33:57+00:00</seed>
                <!-- Optional -->
                <additional>
                    <!-- Optional -->
                    <item><value>Info</value><name>Additional</name></item>
                </additional>
                <login>6dd490faf9cb87a9862245da41170ff2</login>
            </auth>
        </createTransaction>
    </Body>
</Envelope>
<!-- the end -->
"#;
    let request = decode_request(document.as_bytes()).unwrap();
    assert_eq!(request.auth.login, some("6dd490faf9cb87a9862245da41170ff2"));
    assert_eq!(request.auth.seed, some("2021-04-30T16:33:57+00:00"));
    let additional = request.auth.additional.unwrap();
    assert_eq!(additional[0].name, some("Additional"));
    assert_eq!(additional[0].value, some("Info"));
    assert_eq!(
        transaction(document).unwrap().unwrap(),
        PseTransactionRequest {
            bank_code: some("1022"),
            total_amount: Some(Decimal::new(1_062_500, 0)),
            tip_amount: Some(Decimal::ZERO),
            payer: Some(Person {
                document_type: some("CC"),
                mobile: some("3000000000"),
                ..Person::default()
            }),
            ..PseTransactionRequest::default()
        }
    );
}

#[test]
fn any_prefix_any_namespace_and_a_soap_1_2_envelope_are_read() {
    for (envelope, service) in [
        ("http://schemas.xmlsoap.org/soap/envelope/", "https://placetopay.com/soap/pse"),
        ("http://schemas.xmlsoap.org/soap/envelope/", "https://api.placetopay.com/soap/pse"),
        ("http://www.w3.org/2003/05/soap-envelope", "urn:something:else"),
    ] {
        let document = format!(
            "<q0:Envelope xmlns:q0='{envelope}'><q0:Body><ñ:getBankList xmlns:ñ='{service}'>\
             <ñ:auth><ñ:login>a</ñ:login></ñ:auth></ñ:getBankList></q0:Body></q0:Envelope>"
        );
        let request = decode_request(document.as_bytes()).unwrap();
        assert_eq!((request.call, request.auth.login), (Call::GetBankList, some("a")));
    }
}

#[test]
fn absent_nil_and_empty_are_none_and_so_is_a_person_without_any_field() {
    let document = create_request(
        "<bankCode i:nil='true'/><bankInterface i:nil=\"1\"></bankInterface><reference/>\
         <description></description><language><!-- none --></language><currency><![CDATA[]]>\
         </currency><totalAmount i:nil='true'/><taxAmount/><tipAmount>\n </tipAmount>\
         <payer i:nil='true'/><buyer/><shipping><documentType/><document i:nil='true'/>\
         <company></company></shipping><additionalData/><userAgent i:nil='true'>x</userAgent>",
    );
    assert_eq!(transaction(document), Ok(Some(PseTransactionRequest::default())));
    let document = create_request("<reference i:nil='false'>a</reference>");
    assert_eq!(transaction(document).unwrap().unwrap().reference, some("a"));
}

#[test]
fn a_request_without_its_parameters_has_none_of_their_fields() {
    for document in [
        envelope("<p:createTransaction/>"),
        envelope("<p:createTransaction><transaction i:nil='true'/></p:createTransaction>"),
    ] {
        assert_eq!(decode_request(document.as_bytes()).unwrap().auth.login, None);
        assert_eq!(transaction(document), Ok(Some(PseTransactionRequest::default())));
    }
}

#[test]
fn an_unknown_child_is_passed_over_with_all_that_is_in_it() {
    let document = create_request(
        "<extra><reference>no</reference><bankCode>9</bankCode></extra>text\
         <reference>yes</reference><payer><nick><document>0</document></nick><document>1\
         </document></payer><Reference>no</Reference><additionalData><other/><item>\
         <x/><name>n</name></item></additionalData>",
    );
    let transaction = transaction(document).unwrap().unwrap();
    assert_eq!(transaction.reference, some("yes"));
    assert_eq!(transaction.bank_code, None);
    assert_eq!(transaction.payer.unwrap().document, some("1"));
    let data = transaction.additional_data.unwrap();
    assert_eq!(data.len(), 1);
    assert_eq!(data[0].name, some("n"));
}

#[test]
fn a_text_is_put_together_from_all_its_pieces_and_nothing_is_trimmed() {
    let document = create_request(
        "<description> a&amp;b <![CDATA[<c> & ]]>&lt;d&gt;&quot;&apos;<!-- no --><?no no?>\
         &#225;&#xF1;&#x1F600;\r\ne\rf&#13;\t </description>",
    );
    assert_eq!(
        transaction(document).unwrap().unwrap().description,
        some(" a&b <c> & <d>\"'áñ😀\ne\nf\r\t ")
    );
    let document = create_request("<description>  </description>");
    assert_eq!(transaction(document).unwrap().unwrap().description, some("  "));
}

#[test]
fn a_document_in_latin_1_and_one_with_a_byte_order_mark_are_read() {
    let mut latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>".to_vec();
    latin.extend(
        create_request("<description>Bogotá, ñandú</description>")
            .chars()
            .map(|c| u8::try_from(c).unwrap()),
    );
    let marked = format!(
        "\u{feff}<?xml version='1.0' encoding='utf-8' standalone='no'?>{}",
        create_request("<description>Bogotá, ñandú</description>")
    );
    for document in [latin, marked.into_bytes()] {
        let transaction = transaction(document).unwrap().unwrap();
        assert_eq!(transaction.description, some("Bogotá, ñandú"));
    }
}

#[test]
fn every_form_of_a_double_in_use_is_read_exactly() {
    for (text, value) in [
        ("23000", Decimal::new(23_000, 0)),
        ("12345.6", Decimal::new(123_456, 1)),
        ("0.0", Decimal::ZERO),
        ("1.0E+15", Decimal::new(1_000_000_000_000_000, 0)),
        ("\n +149310.10\t", Decimal::new(14_931_010, 2)),
        ("-1", Decimal::NEGATIVE_ONE),
    ] {
        let document = create_request(&format!("<totalAmount>{text}</totalAmount>"));
        assert_eq!(transaction(document).unwrap().unwrap().total_amount, Some(value), "{text}");
    }
}

#[test]
fn a_number_that_is_none_costs_a_reply_that_number_and_nothing_else() {
    let document = create_reply(
        "<returnCode>SUCCESS</returnCode><bankURL>https://b.example/?enc=a%2b</bankURL>\
         <transactionCycle>uno</transactionCycle><transactionID>12.5</transactionID>\
         <bankFactor>INF</bankFactor><responseCode>99999999999</responseCode>\
         <responseReasonText>Ok <b>no</b></responseReasonText>\
         <trazabilityCode> 0042</trazabilityCode>",
    );
    assert_eq!(
        response(document),
        Ok(Some(PseTransactionResponse {
            return_code: some("SUCCESS"),
            bank_url: some("https://b.example/?enc=a%2b"),
            trazability_code: some(" 0042"),
            ..PseTransactionResponse::default()
        }))
    );
    let document = envelope(
        "<p:getTransactionInformationResponse><getTransactionInformationResult>\
         <transactionID>9007199254740993</transactionID><onTest>quizá</onTest>\
         <responseCode> 1 </responseCode></getTransactionInformationResult>\
         </p:getTransactionInformationResponse>",
    );
    let reply = decode_reply(Operation::GetTransactionInformation, document.as_bytes()).unwrap();
    let Reply::GetTransactionInformation(information) = reply else { panic!("{reply:?}") };
    assert_eq!(information.transaction_id, Some(9_007_199_254_740_993));
    assert_eq!((information.on_test, information.response_code), (None, Some(1)));
}

#[test]
fn a_bank_list_may_be_empty_and_an_item_may_lack_anything() {
    let list = |items: &str| {
        let document = envelope(&format!(
            "<p:getBankListResponse><getBankListResult>{items}</getBankListResult>\
             </p:getBankListResponse>"
        ));
        decode_reply(Operation::GetBankList, document.as_bytes())
    };
    assert_eq!(list(""), Ok(Reply::GetBankList(vec![])));
    assert_eq!(
        list("<item i:nil='true'/><item><bankName>B</bankName></item>"),
        Ok(Reply::GetBankList(vec![
            Bank::default(),
            Bank { bank_code: None, bank_name: some("B") }
        ]))
    );
}

#[test]
fn a_row_of_a_bank_list_that_is_broken_costs_the_others_nothing() {
    let list = |rows: &str| {
        let document = envelope(&format!(
            "<p:getBankListResponse><getBankListResult>{rows}<item><bankCode>1</bankCode>\
             <bankName>B</bankName></item></getBankListResult></p:getBankListResponse>"
        ));
        let reply = decode_reply(Operation::GetBankList, document.as_bytes());
        let Ok(Reply::GetBankList(mut banks)) = reply else { panic!("{rows}: {reply:?}") };
        let last = Bank { bank_code: some("1"), bank_name: some("B") };
        assert_eq!(banks.pop(), Some(last), "{rows}");
        banks
    };
    let bank = |code: Option<&str>, name: Option<&str>| Bank {
        bank_code: code.map(str::to_owned),
        bank_name: name.map(str::to_owned),
    };
    for (row, read) in [
        ("<item/>", bank(None, None)),
        ("<item i:nil='1'><bankCode>2</bankCode></item>", bank(None, None)),
        ("<item i:nil=' true '/>", bank(None, None)),
        ("<item><bankCode i:nil='1'/><bankName>C</bankName></item>", bank(None, Some("C"))),
        ("<item><bankCode>2</bankCode><bankCode>3</bankCode></item>", bank(None, None)),
        ("<item><bankName>C</bankName><bankName>C</bankName></item>", bank(None, None)),
        (
            "<item><bankCode>2</bankCode><bankName>C <b>D</b></bankName></item>",
            bank(Some("2"), None),
        ),
        (
            "<item><item><bankCode>2</bankCode></item><bankName>C</bankName></item>",
            bank(None, Some("C")),
        ),
        ("<item><bankCode>2</bankCode><bankName>C&nbsp;D</bankName></item>", bank(Some("2"), None)),
        ("<item><bankCode>2</bankCode><bankName>C&#1;</bankName></item>", bank(Some("2"), None)),
        (
            "<item><bankCode>2</bankCode><bankName>C & D</bankName></item>",
            bank(Some("2"), Some("C & D")),
        ),
        (
            "<item><bankCode>2\u{1}3</bankCode><bankName>C\u{0}\u{ffff}D</bankName></item>",
            bank(Some("2 3"), Some("C \u{fffd}D")),
        ),
    ] {
        assert_eq!(list(row), [read], "{row:?}");
    }
}

#[test]
fn what_no_document_holds_is_mended_in_a_bank_list_alone() {
    for inside in ["a\u{1}", "a\u{ffff}"] {
        let document = create_reply(&format!("<bankURL>https://b.example/{inside}</bankURL>"));
        assert!(response(document).is_err(), "{inside:?}");
    }
    let document = create_reply("<bankURL>https://b.example/?a=1&b=2</bankURL>");
    let url = response(document).unwrap().unwrap().bank_url;
    assert_eq!(url, some("https://b.example/?a=1&b=2"));
    for inside in ["&nbsp;", "&#0;", "&b;"] {
        let document = create_reply(&format!("<bankURL>https://b.example/{inside}</bankURL>"));
        assert_eq!(response(document).unwrap().unwrap().bank_url, None, "{inside}");
    }
}
