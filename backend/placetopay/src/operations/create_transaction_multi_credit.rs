//! `createTransactionMultiCredit`: the same, divided among the services that depend on one
//! (specification, `createTransactionMultiCredit`).

use super::wrapper::{parameters, read_result, write_result};
use crate::{
    Call, DecodeError, EncodeError, Operation, PseTransactionMultiCreditRequest,
    PseTransactionResponse, Reply, Request,
    soap::{Structure as _, read_structure, take, write_structure},
    xml::{Reader, Writer},
};

const OPERATION: Operation = Operation::CreateTransactionMultiCredit;

pub(super) fn write_parameters(
    transaction: &PseTransactionMultiCreditRequest,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    write_structure("transaction", transaction, out)
}

pub(super) fn read_request(input: &mut Reader<'_>) -> Result<Request, DecodeError> {
    let mut transaction = None;
    let auth = parameters(input, |child, input| {
        let is_transaction = child.name() == "transaction";
        if is_transaction {
            take(&mut transaction, "transaction", child, input)?;
        }
        Ok(is_transaction)
    })?;
    let transaction = Box::new(transaction.unwrap_or_default());
    Ok(Request { auth, call: Call::CreateTransactionMultiCredit(transaction) })
}

pub(super) fn write_reply(
    response: &PseTransactionResponse,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    write_result(OPERATION, out, |out| response.put_fields(out))
}

pub(super) fn read_reply(input: &mut Reader<'_>) -> Result<Reply, DecodeError> {
    let response = read_result(OPERATION, input, |input| read_structure(input))?;
    Ok(Reply::CreateTransactionMultiCredit(Box::new(response)))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{
        CreditConcept, Namespace, PseTransactionRequest, decode_reply, decode_request,
        encode_reply, encode_request,
        operations::fixtures::{auth, person},
    };

    const REQUEST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:ns1=\"https://api.placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:createTransactionMultiCredit>\
        <auth><login>6dd490faf9cb87a9862245da41170ff2</login><tranKey>\
        4f69c4a59d5bf4d61d5d887fb8ba599351f6d31a</tranKey><seed>2021-04-30T16:33:57+00:00\
        </seed><additional xsi:nil=\"true\"/></auth>\
        <transaction>\
        <credits>\
        <item><entityCode>900123456</entityCode><serviceCode>1001</serviceCode><amountValue>\
        1000000.25</amountValue><taxValue>149310.5</taxValue><description>Tiquete\
        </description></item>\
        <item><entityCode>900123457</entityCode><serviceCode>1002</serviceCode><amountValue>\
        0</amountValue><taxValue>0</taxValue><description xsi:nil=\"true\"/></item></credits>\
        <bankCode>1022</bankCode><bankInterface>1</bankInterface><returnURL xsi:nil=\"true\"/>\
        <reference xsi:nil=\"true\"/><description xsi:nil=\"true\"/><language xsi:nil=\"true\"/>\
        <currency xsi:nil=\"true\"/><totalAmount>1000000.25</totalAmount><taxAmount>149310.5\
        </taxAmount><devolutionBase xsi:nil=\"true\"/><tipAmount xsi:nil=\"true\"/>\
        <payer xsi:nil=\"true\"/>\
        <buyer xsi:nil=\"true\"/>\
        <shipping><documentType>CC</documentType><document>1020304050</document><firstName>\
        María José</firstName><lastName>Núñez &amp; Hijos</lastName>\
        <company xsi:nil=\"true\"/><emailAddress>maria@example.co</emailAddress><address>\
        Cra. 7 # 12-34</address><city>Medellín</city><province>Antioquia</province><country>\
        CO</country><phone xsi:nil=\"true\"/><mobile>3001234567</mobile>\
        <postalCode xsi:nil=\"true\"/></shipping><ipAddress xsi:nil=\"true\"/>\
        <userAgent xsi:nil=\"true\"/>\
        <additionalData xsi:nil=\"true\"/></transaction></ns1:createTransactionMultiCredit>\
        </SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

    const REPLY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:ns1=\"https://api.placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:createTransactionMultiCreditResponse><createTransactionMultiCreditResult>\
        <returnCode>FAIL_ERRORINCREDITS</returnCode><bankURL xsi:nil=\"true\"/>\
        <trazabilityCode>000000</trazabilityCode>\
        <transactionCycle>-1</transactionCycle>\
        <transactionID>1452840854</transactionID><sessionID xsi:nil=\"true\"/><bankCurrency>\
        COP</bankCurrency><bankFactor>0.00025</bankFactor><responseCode>0</responseCode>\
        <responseReasonCode>XH</responseReasonCode><responseReasonText>\
        El valor total y el IVA no corresponde a la sumatoria de los créditos.\
        </responseReasonText></createTransactionMultiCreditResult>\
        </ns1:createTransactionMultiCreditResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

    #[test]
    fn the_request_is_this_document_both_ways() {
        let request = Request {
            auth: auth(),
            call: Call::CreateTransactionMultiCredit(Box::new(PseTransactionMultiCreditRequest {
                credits: Some(vec![
                    CreditConcept {
                        entity_code: Some("900123456".to_owned()),
                        service_code: Some("1001".to_owned()),
                        amount_value: Some(Decimal::new(100_000_025, 2)),
                        tax_value: Some(Decimal::new(1_493_105, 1)),
                        description: Some("Tiquete".to_owned()),
                    },
                    CreditConcept {
                        entity_code: Some("900123457".to_owned()),
                        service_code: Some("1002".to_owned()),
                        amount_value: Some(Decimal::ZERO),
                        tax_value: Some(Decimal::ZERO),
                        description: None,
                    },
                ]),
                transaction: PseTransactionRequest {
                    bank_code: Some("1022".to_owned()),
                    bank_interface: Some("1".to_owned()),
                    total_amount: Some(Decimal::new(100_000_025, 2)),
                    tax_amount: Some(Decimal::new(1_493_105, 1)),
                    shipping: Some(person()),
                    ..PseTransactionRequest::default()
                },
            })),
        };
        let document = encode_request(&Namespace::UNVERSIONED, &request).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REQUEST);
        assert_eq!(decode_request(REQUEST.as_bytes()), Ok(request));
    }

    #[test]
    fn the_reply_is_this_document_both_ways() {
        let reply = Reply::CreateTransactionMultiCredit(Box::new(PseTransactionResponse {
            return_code: Some("FAIL_ERRORINCREDITS".to_owned()),
            bank_url: None,
            trazability_code: Some("000000".to_owned()),
            transaction_cycle: Some(-1),
            transaction_id: Some(1_452_840_854),
            session_id: None,
            bank_currency: Some("COP".to_owned()),
            bank_factor: Some(Decimal::new(25, 5)),
            response_code: Some(0),
            response_reason_code: Some("XH".to_owned()),
            response_reason_text: Some(
                "El valor total y el IVA no corresponde a la sumatoria de los créditos.".to_owned(),
            ),
        }));
        let document = encode_reply(&Namespace::UNVERSIONED, &reply).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REPLY);
        assert_eq!(decode_reply(OPERATION, REPLY.as_bytes()), Ok(reply));
    }
}
