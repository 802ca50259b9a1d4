//! The four operations and their names on the wire.

use crate::Namespace;

/// An operation of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `getBankList`: the banks a buyer can choose.
    GetBankList,
    /// `createTransaction`: creates a transaction.
    CreateTransaction,
    /// `createTransactionMultiCredit`: creates a transaction divided among dependent services.
    CreateTransactionMultiCredit,
    /// `getTransactionInformation`: how a transaction stands.
    GetTransactionInformation,
}

impl Operation {
    /// All four, in the order of the service's description.
    pub const ALL: [Self; 4] = [
        Self::GetBankList,
        Self::CreateTransaction,
        Self::CreateTransactionMultiCredit,
        Self::GetTransactionInformation,
    ];

    /// The name on the wire: the element in the body that wraps a call's parameters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GetBankList => "getBankList",
            Self::CreateTransaction => "createTransaction",
            Self::CreateTransactionMultiCredit => "createTransactionMultiCredit",
            Self::GetTransactionInformation => "getTransactionInformation",
        }
    }

    /// Reads a name, exactly as the service's description writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.as_str() == name)
    }

    /// The value of the `SOAPAction` header, without its quotes: namespace, `#`, name.
    #[must_use]
    pub fn soap_action(self, namespace: &Namespace) -> String {
        format!("{namespace}#{}", self.as_str())
    }

    /// The name of the element that wraps the operation's reply.
    pub(crate) const fn response_name(self) -> &'static str {
        match self {
            Self::GetBankList => "getBankListResponse",
            Self::CreateTransaction => "createTransactionResponse",
            Self::CreateTransactionMultiCredit => "createTransactionMultiCreditResponse",
            Self::GetTransactionInformation => "getTransactionInformationResponse",
        }
    }

    /// The name of the reply's result, the one child of [`Self::response_name`].
    pub(crate) const fn result_name(self) -> &'static str {
        match self {
            Self::GetBankList => "getBankListResult",
            Self::CreateTransaction => "createTransactionResult",
            Self::CreateTransactionMultiCredit => "createTransactionMultiCreditResult",
            Self::GetTransactionInformation => "getTransactionInformationResult",
        }
    }
}
