//! `getTransactionInformation`: what became of a transaction (specification,
//! `getTransactionInformation`).

use super::wrapper::{parameters, read_result, write_result};
use crate::{
    Call, DecodeError, EncodeError, Operation, Reply, Request, TransactionInformation,
    soap::{Structure as _, read_structure, take},
    xml::{Reader, Writer},
};

const OPERATION: Operation = Operation::GetTransactionInformation;
const TRANSACTION_ID: &str = "transactionID";

pub(super) fn write_parameters(transaction_id: i64, out: &mut Writer) {
    out.number(TRANSACTION_ID, transaction_id);
}

pub(super) fn read_request(input: &mut Reader<'_>) -> Result<Request, DecodeError> {
    let mut transaction_id = None;
    let auth = parameters(input, |child, input| {
        let is_id = child.name() == TRANSACTION_ID;
        if is_id {
            take(&mut transaction_id, TRANSACTION_ID, child, input)?;
        }
        Ok(is_id)
    })?;
    let transaction_id = transaction_id.ok_or(DecodeError::BadNumber { field: TRANSACTION_ID })?;
    Ok(Request { auth, call: Call::GetTransactionInformation { transaction_id } })
}

pub(super) fn write_reply(
    information: &TransactionInformation,
    out: &mut Writer,
) -> Result<(), EncodeError> {
    write_result(OPERATION, out, |out| information.put_fields(out))
}

pub(super) fn read_reply(input: &mut Reader<'_>) -> Result<Reply, DecodeError> {
    let information = read_result(OPERATION, input, |input| read_structure(input))?;
    Ok(Reply::GetTransactionInformation(Box::new(information)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Namespace, decode_reply, decode_request, encode_reply, encode_request,
        operations::fixtures::auth,
    };

    const REQUEST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:ns1=\"https://placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:getTransactionInformation>\
        <auth><login>6dd490faf9cb87a9862245da41170ff2</login><tranKey>\
        4f69c4a59d5bf4d61d5d887fb8ba599351f6d31a</tranKey><seed>2021-04-30T16:33:57+00:00\
        </seed><additional xsi:nil=\"true\"/></auth>\
        <transactionID>1509191891</transactionID></ns1:getTransactionInformation>\
        </SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

    const REPLY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:ns1=\"https://placetopay.com/soap/pse\">\
        <SOAP-ENV:Body>\
        <ns1:getTransactionInformationResponse><getTransactionInformationResult>\
        <transactionID>1509191891</transactionID><sessionID>4d5d68be1ff25d6d083e0a0ce0866d23\
        </sessionID><reference>1618927907</reference><requestDate>2021-04-20T09:11:39-05:00\
        </requestDate><bankProcessDate xsi:nil=\"true\"/><onTest>true</onTest><returnCode>\
        SUCCESS</returnCode><trazabilityCode>2150308</trazabilityCode>\
        <transactionCycle>-1</transactionCycle>\
        <transactionState>PENDING</transactionState><responseCode>3</responseCode>\
        <responseReasonCode>?-</responseReasonCode><responseReasonText>\
        Transacción pendiente.</responseReasonText></getTransactionInformationResult>\
        </ns1:getTransactionInformationResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\n";

    #[test]
    fn the_request_is_this_document_both_ways() {
        let request = Request {
            auth: auth(),
            call: Call::GetTransactionInformation { transaction_id: 1_509_191_891 },
        };
        let document = encode_request(&Namespace::V11, &request).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REQUEST);
        assert_eq!(decode_request(REQUEST.as_bytes()), Ok(request));
    }

    #[test]
    fn the_reply_is_this_document_both_ways() {
        let reply = Reply::GetTransactionInformation(Box::new(TransactionInformation {
            transaction_id: Some(1_509_191_891),
            session_id: Some("4d5d68be1ff25d6d083e0a0ce0866d23".to_owned()),
            reference: Some("1618927907".to_owned()),
            request_date: Some("2021-04-20T09:11:39-05:00".to_owned()),
            bank_process_date: None,
            on_test: Some(true),
            return_code: Some("SUCCESS".to_owned()),
            trazability_code: Some("2150308".to_owned()),
            transaction_cycle: Some(-1),
            transaction_state: Some("PENDING".to_owned()),
            response_code: Some(3),
            response_reason_code: Some("?-".to_owned()),
            response_reason_text: Some("Transacción pendiente.".to_owned()),
        }));
        let document = encode_reply(&Namespace::V11, &reply).unwrap();
        assert_eq!(String::from_utf8(document).unwrap(), REPLY);
        assert_eq!(decode_reply(OPERATION, REPLY.as_bytes()), Ok(reply));
    }
}
