//! The words the service answers with. Unknown ones are kept as they came.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`.")] $variant,)*
            /// A word that the specification does not list, as it was received.
            Unknown(String),
        }

        impl $name {
            /// Every word that the specification lists.
            pub const KNOWN: &'static [&'static str] = &[$($word,)*];

            /// Reads a word, exactly as the specification writes it.
            #[must_use]
            pub fn from_word(word: &str) -> Self {
                match word { $($word => Self::$variant,)* other => Self::Unknown(other.to_owned()) }
            }

            /// The word as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $word,)* Self::Unknown(word) => word }
            }
        }
    };
}

words! {
    /// The `returnCode` of a creation (specification, `PSETransactionResponse`).
    CreateCode {
        Success = "SUCCESS",
        EntityNotExistsOrDisabled = "FAIL_ENTITYNOTEXISTSORDISABLED",
        BankNotExistsOrDisabled = "FAIL_BANKNOTEXISTSORDISABLED",
        ServiceNotExists = "FAIL_SERVICENOTEXISTS",
        InvalidAmount = "FAIL_INVALIDAMOUNT",
        InvalidSolicitDate = "FAIL_INVALIDSOLICITDATE",
        BankUnreacheable = "FAIL_BANKUNREACHEABLE",
        NotConfirmedByBank = "FAIL_NOTCONFIRMEDBYBANK",
        CannotGetCurrentCycle = "FAIL_CANNOTGETCURRENTCYCLE",
        AccessDenied = "FAIL_ACCESSDENIED",
        Timeout = "FAIL_TIMEOUT",
        DescriptionNotFound = "FAIL_DESCRIPTIONNOTFOUND",
        ExceededLimit = "FAIL_EXCEEDEDLIMIT",
        TransactionNotAllowed = "FAIL_TRANSACTIONNOTALLOWED",
        Risk = "FAIL_RISK",
        NoHost = "FAIL_NOHOST",
        NotAllowedByTime = "FAIL_NOTALLOWEDBYTIME",
        ErrorInCredits = "FAIL_ERRORINCREDITS",
    }
}

impl CreateCode {
    /// Whether it speaks of our configuration (entity, service, cycle, access, description,
    /// date) and not of the payer: those raise an operator's alert.
    #[must_use]
    pub const fn is_configuration(&self) -> bool {
        matches!(
            self,
            Self::EntityNotExistsOrDisabled
                | Self::ServiceNotExists
                | Self::CannotGetCurrentCycle
                | Self::AccessDenied
                | Self::DescriptionNotFound
                | Self::InvalidSolicitDate
        )
    }
}

words! {
    /// The `returnCode` of a transaction's information (specification, `TransactionInformation`).
    InformationCode {
        Success = "SUCCESS",
        InvalidTrazabilityCode = "FAIL_INVALIDTRAZABILITYCODE",
        AccessDenied = "FAIL_ACCESSDENIED",
        InvalidState = "FAIL_INVALIDSTATE",
        InvalidBankProcessingDate = "FAIL_INVALIDBANKPROCESSINGDATE",
        InvalidAuthorizedAmount = "FAIL_INVALIDAUTHORIZEDAMOUNT",
        InconsistentData = "FAIL_INCONSISTENTDATA",
        Timeout = "FAIL_TIMEOUT",
        InvalidVatValue = "FAIL_INVALIDVATVALUE",
        InvalidTicketId = "FAIL_INVALIDTICKETID",
        InvalidSoliciteDate = "FAIL_INVALIDSOLICITEDATE",
        InvalidAuthorizationId = "FAIL_INVALIDAUTHORIZATIONID",
        TransactionNotAllowed = "FAIL_TRANSACTIONNOTALLOWED",
        ErrorInCredits = "FAIL_ERRORINCREDITS",
        ExceededLimit = "FAIL_EXCEEDEDLIMIT",
    }
}

words! {
    /// A transaction's `transactionState` (specification, `TransactionInformation`).
    TransactionState {
        Ok = "OK",
        NotAuthorized = "NOT_AUTHORIZED",
        Pending = "PENDING",
        Failed = "FAILED",
    }
}
