//! Every code the service answers with, as it comes in a reply, and one it never had.

use pse_placetopay::{
    CreateCode, InformationCode, Namespace, Operation, PseTransactionResponse, Reply,
    TransactionInformation, TransactionState, decode_reply, encode_reply,
};

/// What a reply comes back as.
fn back(operation: Operation, reply: &Reply) -> Option<Reply> {
    let document = encode_reply(&Namespace::V11, reply).ok()?;
    decode_reply(operation, &document).ok()
}

#[test]
fn each_of_the_18_codes_of_a_creation_comes_back_as_itself_and_so_does_an_unknown_one() {
    assert_eq!(CreateCode::KNOWN.len(), 18);
    for word in CreateCode::KNOWN.iter().chain(&["FAIL_NEW", "success", " SUCCESS"]) {
        let reply = Reply::CreateTransaction(Box::new(PseTransactionResponse {
            return_code: Some((*word).to_owned()),
            ..PseTransactionResponse::default()
        }));
        let Some(Reply::CreateTransaction(response)) = back(Operation::CreateTransaction, &reply)
        else {
            panic!("{word}")
        };
        let code = CreateCode::from_word(&response.return_code.unwrap());
        assert_eq!(code.as_str(), *word);
        assert_eq!(matches!(code, CreateCode::Unknown(_)), !CreateCode::KNOWN.contains(word));
    }
}

#[test]
fn each_of_the_15_codes_of_an_information_comes_back_as_itself_and_so_does_an_unknown_one() {
    assert_eq!(InformationCode::KNOWN.len(), 15);
    for word in InformationCode::KNOWN.iter().chain(&["FAIL_NEW"]) {
        let reply = Reply::GetTransactionInformation(Box::new(TransactionInformation {
            return_code: Some((*word).to_owned()),
            ..TransactionInformation::default()
        }));
        let Some(Reply::GetTransactionInformation(information)) =
            back(Operation::GetTransactionInformation, &reply)
        else {
            panic!("{word}")
        };
        let code = InformationCode::from_word(&information.return_code.unwrap());
        assert_eq!(code.as_str(), *word);
        assert_eq!(matches!(code, InformationCode::Unknown(_)), *word == "FAIL_NEW");
    }
}

#[test]
fn each_of_the_four_states_comes_back_as_itself_and_an_unknown_one_is_never_ok() {
    assert_eq!(TransactionState::KNOWN.len(), 4);
    for word in TransactionState::KNOWN.iter().chain(&["ok", "OK ", "APPROVED", ""]) {
        let state = TransactionState::from_word(word);
        assert_eq!(state.as_str(), *word);
        assert_eq!(state == TransactionState::Ok, *word == "OK");
    }
}
