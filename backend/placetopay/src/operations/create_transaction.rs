//! `createTransaction`: asks for a debit and a bank's address to send the buyer to
//! (specification, `createTransaction`).

use super::wrapper::{parameters, read_result, write_result};
use crate::{
    Call, DecodeError, EncodeError, Operation, PseTransactionRequest, PseTransactionResponse,
    Reply, Request,
    soap::{Structure as _, read_structure, take, write_structure},
    xml::{Reader, Writer},
};

const OPERATION: Operation = Operation::CreateTransaction;

pub(super) fn write_parameters(
    transaction: &PseTransactionRequest,
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
    Ok(Request { auth, call: Call::CreateTransaction(transaction) })
}

pub(super) fn write_reply(
    response: &PseTransactionResponse,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    write_result(OPERATION, out, |out| response.put_fields(out))
}

pub(super) fn read_reply(input: &mut Reader<'_>) -> Result<Reply, DecodeError> {
    let response = read_result(OPERATION, input, |input| read_structure(input))?;
    Ok(Reply::CreateTransaction(Box::new(response)))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{
        Namespace, decode_reply, decode_request, encode_reply, encode_request,
        operations::fixtures::{attribute, auth, person},
    };

    const REQUEST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:ns1=\"https://api.placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:createTransaction>\
        <auth><login>6dd490faf9cb87a9862245da41170ff2</login><tranKey>\
        4f69c4a59d5bf4d61d5d887fb8ba599351f6d31a</tranKey><seed>2021-04-30T16:33:57+00:00\
        </seed><additional xsi:nil=\"true\"/></auth>\
        <transaction><bankCode>1022</bankCode><bankInterface>0</bankInterface><returnURL>\
        https://tienda.example.co/return/pay_1?a=1&amp;b=2</returnURL><reference>406331868\
        </reference><description>Compra 406331868</description><language>ES</language>\
        <currency>COP</currency><totalAmount>1062500</totalAmount><taxAmount>149310.5\
        </taxAmount><devolutionBase>913190</devolutionBase><tipAmount>0</tipAmount>\
        <payer><documentType>CC</documentType><document>1020304050</document><firstName>\
        María José</firstName><lastName>Núñez &amp; Hijos</lastName>\
        <company xsi:nil=\"true\"/><emailAddress>maria@example.co</emailAddress><address>\
        Cra. 7 # 12-34</address><city>Medellín</city><province>Antioquia</province><country>\
        CO</country><phone xsi:nil=\"true\"/><mobile>3001234567</mobile>\
        <postalCode xsi:nil=\"true\"/></payer>\
        <buyer xsi:nil=\"true\"/>\
        <shipping xsi:nil=\"true\"/><ipAddress>190.24.1.7</ipAddress><userAgent>\
        Mozilla/5.0 (X11; Linux x86_64)</userAgent>\
        <additionalData>\
        <item><name>pedido</name><value>&lt;7&gt;</value></item></additionalData>\
        </transaction></ns1:createTransaction></SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

    const REPLY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns1=\"https://api.placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:createTransactionResponse><createTransactionResult><returnCode>SUCCESS\
        </returnCode><bankURL>\
        https://registro.desarrollo.pse.com.co/PSEUserRegister/StartTransaction.aspx?enc=tnPc%2bJ\
        </bankURL><trazabilityCode>0150228</trazabilityCode>\
        <transactionCycle>1</transactionCycle>\
        <transactionID>1509187577</transactionID><sessionID>ae5da562836e756a9e49637296689870\
        </sessionID><bankCurrency>COP</bankCurrency><bankFactor>1</bankFactor><responseCode>\
        3</responseCode><responseReasonCode>?-</responseReasonCode><responseReasonText>\
        Transacción pendiente. Por favor verificar si el débito fue realizado en el Banco.\
        </responseReasonText></createTransactionResult></ns1:createTransactionResponse>\
        </SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

    #[test]
    fn the_request_is_this_document_both_ways() {
        let request = Request {
            auth: auth(),
            call: Call::CreateTransaction(Box::new(PseTransactionRequest {
                bank_code: Some("1022".to_owned()),
                bank_interface: Some("0".to_owned()),
                return_url: Some("https://tienda.example.co/return/pay_1?a=1&b=2".to_owned()),
                reference: Some("406331868".to_owned()),
                description: Some("Compra 406331868".to_owned()),
                language: Some("ES".to_owned()),
                currency: Some("COP".to_owned()),
                total_amount: Some(Decimal::new(106_250_000, 2)),
                tax_amount: Some(Decimal::new(14_931_050, 2)),
                devolution_base: Some(Decimal::new(913_190, 0)),
                tip_amount: Some(Decimal::ZERO),
                payer: Some(person()),
                buyer: None,
                shipping: None,
                ip_address: Some("190.24.1.7".to_owned()),
                user_agent: Some("Mozilla/5.0 (X11; Linux x86_64)".to_owned()),
                additional_data: Some(vec![attribute("pedido", "<7>")]),
            })),
        };
        let document = encode_request(&Namespace::UNVERSIONED, &request).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REQUEST);
        assert_eq!(decode_request(REQUEST.as_bytes()), Ok(request));
    }

    #[test]
    fn the_reply_is_this_document_both_ways() {
        let reply = Reply::CreateTransaction(Box::new(PseTransactionResponse {
            return_code: Some("SUCCESS".to_owned()),
            bank_url: Some(
                "https://registro.desarrollo.pse.com.co/PSEUserRegister/StartTransaction.aspx\
                 ?enc=tnPc%2bJ"
                    .to_owned(),
            ),
            trazability_code: Some("0150228".to_owned()),
            transaction_cycle: Some(1),
            transaction_id: Some(1_509_187_577),
            session_id: Some("ae5da562836e756a9e49637296689870".to_owned()),
            bank_currency: Some("COP".to_owned()),
            bank_factor: Some(Decimal::ONE),
            response_code: Some(3),
            response_reason_code: Some("?-".to_owned()),
            response_reason_text: Some(
                "Transacción pendiente. Por favor verificar si el débito fue realizado en el \
                 Banco."
                    .to_owned(),
            ),
        }));
        let document = encode_reply(&Namespace::UNVERSIONED, &reply).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REPLY);
        assert_eq!(decode_reply(OPERATION, REPLY.as_bytes()), Ok(reply));
    }
}
