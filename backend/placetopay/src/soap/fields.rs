//! The fields of every structure, in the order in which the service's WSDL declares them,
//! each with its name on the wire: written and read by the same line.

use super::structure::{Structure, put, take};
use crate::{
    Attribute, Authentication, Bank, CreditConcept, DecodeError, EncodeError, Person,
    PseTransactionMultiCreditRequest, PseTransactionRequest, PseTransactionResponse,
    TransactionInformation,
    xml::{Element, Reader, Writer},
};

macro_rules! structure {
    ($type:ty { $($field:ident = $name:literal,)* }) => {
        impl Structure for $type {
            fn put_fields(&self, out: &mut Writer) -> Result<(), EncodeError> {
                $(put(&self.$field, $name, out)?;)*
                Ok(())
            }

            fn take_field(
                &mut self,
                child: &Element<'_>,
                input: &mut Reader<'_>,
            ) -> Result<bool, DecodeError> {
                match child.name() {
                    $($name => take(&mut self.$field, $name, child, input)?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }
    };
}

structure!(Attribute { name = "name", value = "value", });

structure!(Authentication {
    login = "login",
    tran_key = "tranKey",
    seed = "seed",
    additional = "additional",
});

structure!(Bank { bank_code = "bankCode", bank_name = "bankName", });

structure!(Person {
    document_type = "documentType",
    document = "document",
    first_name = "firstName",
    last_name = "lastName",
    company = "company",
    email_address = "emailAddress",
    address = "address",
    city = "city",
    province = "province",
    country = "country",
    phone = "phone",
    mobile = "mobile",
    postal_code = "postalCode",
});

structure!(CreditConcept {
    entity_code = "entityCode",
    service_code = "serviceCode",
    amount_value = "amountValue",
    tax_value = "taxValue",
    description = "description",
});

structure!(PseTransactionRequest {
    bank_code = "bankCode",
    bank_interface = "bankInterface",
    return_url = "returnURL",
    reference = "reference",
    description = "description",
    language = "language",
    currency = "currency",
    total_amount = "totalAmount",
    tax_amount = "taxAmount",
    devolution_base = "devolutionBase",
    tip_amount = "tipAmount",
    payer = "payer",
    buyer = "buyer",
    shipping = "shipping",
    ip_address = "ipAddress",
    user_agent = "userAgent",
    additional_data = "additionalData",
});

structure!(PseTransactionResponse {
    return_code = "returnCode",
    bank_url = "bankURL",
    trazability_code = "trazabilityCode",
    transaction_cycle = "transactionCycle",
    transaction_id = "transactionID",
    session_id = "sessionID",
    bank_currency = "bankCurrency",
    bank_factor = "bankFactor",
    response_code = "responseCode",
    response_reason_code = "responseReasonCode",
    response_reason_text = "responseReasonText",
});

structure!(TransactionInformation {
    transaction_id = "transactionID",
    session_id = "sessionID",
    reference = "reference",
    request_date = "requestDate",
    bank_process_date = "bankProcessDate",
    on_test = "onTest",
    return_code = "returnCode",
    trazability_code = "trazabilityCode",
    transaction_cycle = "transactionCycle",
    transaction_state = "transactionState",
    response_code = "responseCode",
    response_reason_code = "responseReasonCode",
    response_reason_text = "responseReasonText",
});

/// `credits`, then the fields of the transaction beside it.
impl Structure for PseTransactionMultiCreditRequest {
    fn put_fields(&self, out: &mut Writer) -> Result<(), EncodeError> {
        put(&self.credits, "credits", out)?;
        self.transaction.put_fields(out)
    }

    fn take_field(
        &mut self,
        child: &Element<'_>,
        input: &mut Reader<'_>,
    ) -> Result<bool, DecodeError> {
        if child.name() == "credits" {
            take(&mut self.credits, "credits", child, input)?;
            return Ok(true);
        }
        self.transaction.take_field(child, input)
    }
}
