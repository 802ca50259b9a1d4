//! Calling the service.

use pse_placetopay::{
    Authentication, Call, Credentials, Fault, Namespace, Operation, PseTransactionRequest,
    PseTransactionResponse, Reply, Request, TransactionInformation, decode_reply, encode_request,
};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Response, StatusCode};

use super::{LOGIN, SECRET, Sandbox};

impl Sandbox {
    pub(crate) async fn sign(&self) -> Authentication {
        let credentials = Credentials { login: LOGIN.into(), tran_key: SECRET.to_owned().into() };
        Authentication::sign(&credentials, self.now().await)
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<Vec<u8>>) -> Response {
        self.try_post(path, body.into()).await.unwrap()
    }

    pub(crate) async fn try_post(
        &self,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Response, reqwest::Error> {
        let request = self.client.post(self.url(path)).header(CONTENT_TYPE, "text/xml");
        request.body(body).send().await
    }

    /// The signed request of a call, as bytes.
    pub(crate) async fn document(&self, call: Call) -> Vec<u8> {
        let request = Request { auth: self.sign().await, call };
        encode_request(&Namespace::UNVERSIONED, &request).unwrap()
    }

    pub(crate) async fn call(&self, call: Call) -> Reply {
        let operation = call.operation();
        let document = self.document(call).await;
        read(operation, self.post("/soap/pse/", document).await).await
    }

    pub(crate) async fn create(
        &self,
        transaction: PseTransactionRequest,
    ) -> PseTransactionResponse {
        let reply = self.call(Call::CreateTransaction(Box::new(transaction))).await;
        let Reply::CreateTransaction(response) = reply else { panic!("{reply:?}") };
        *response
    }

    /// The fault that a transaction with a wrong field is answered with.
    pub(crate) async fn fault(&self, transaction: PseTransactionRequest) -> Fault {
        let reply = self.call(Call::CreateTransaction(Box::new(transaction))).await;
        let Reply::Fault(fault) = reply else { panic!("{reply:?}") };
        fault
    }

    pub(crate) async fn information(&self, id: i64) -> TransactionInformation {
        let reply = self.call(Call::GetTransactionInformation { transaction_id: id }).await;
        let Reply::GetTransactionInformation(information) = reply else { panic!("{reply:?}") };
        *information
    }

    pub(crate) async fn state(&self, id: i64) -> String {
        self.information(id).await.transaction_state.unwrap()
    }
}

/// Reads the reply to a call.
pub(crate) async fn read(operation: Operation, response: Response) -> Reply {
    let status = response.status();
    let reply = decode_reply(operation, &response.bytes().await.unwrap()).unwrap();
    let is_fault = matches!(reply, Reply::Fault(_));
    assert_eq!(status, if is_fault { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK });
    reply
}
