//! The API's error codes (`application/problem+json`, member `code`).

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $status:literal;)*) => {
        /// What went wrong, for a program to act on. Stable. Each has a page at `/problems/{code}`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "schema", schema(rename_all = "snake_case"))]
        pub enum ProblemCode { $($(#[doc = $doc])* $name,)* }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code in the body of an error.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status that goes with the code.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// The code's meaning in a sentence, for the API's description.
            #[cfg(feature = "schema")]
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),*).trim_start(),)* }
            }
        }
    };
}

codes! {
    /// The body is not JSON of the expected shape at all.
    InvalidJson = "invalid_json", 400;
    /// A query parameter is wrong.
    InvalidQuery = "invalid_query", 400;
    /// No merchant key, or not one of ours.
    Unauthorized = "unauthorized", 401;
    /// The browser's origin is not one of the site's.
    OriginNotAllowed = "origin_not_allowed", 403;
    /// No such thing, or not yours.
    NotFound = "not_found", 404;
    /// The path does not take this method.
    MethodNotAllowed = "method_not_allowed", 405;
    /// A payment of this reference is waiting for its bank.
    PaymentPending = "payment_pending", 409;
    /// This reference is already paid.
    CheckoutPaid = "checkout_paid", 409;
    /// The first request with this idempotency key is still running.
    IdempotencyInProgress = "idempotency_in_progress", 409;
    /// The checkout's time is over.
    CheckoutExpired = "checkout_expired", 410;
    /// The body is larger than allowed.
    PayloadTooLarge = "payload_too_large", 413;
    /// Not `application/json`.
    UnsupportedMediaType = "unsupported_media_type", 415;
    /// Fields are wrong; `errors` names each.
    ValidationFailed = "validation_failed", 422;
    /// The idempotency key was used with another body.
    IdempotencyKeyReused = "idempotency_key_reused", 422;
    /// The provider refused to create the transaction (`refusal`, `reason_text`).
    TransactionRefused = "transaction_refused", 422;
    /// This checkout has had as many payments as one may have; a new one is needed.
    TooManyAttempts = "too_many_attempts", 429;
    /// Too many requests.
    RateLimited = "rate_limited", 429;
    /// The provider may not be asked again yet.
    ProbeTooSoon = "probe_too_soon", 429;
    /// A fault of ours.
    Internal = "internal", 500;
    /// The provider was asked to create the transaction and gave no usable answer.
    ProviderUnanswered = "provider_unanswered", 502;
    /// The provider cannot be reached; nothing was sent.
    ProviderUnavailable = "provider_unavailable", 503;
    /// There is no bank list.
    BankListUnavailable = "bank_list_unavailable", 503;
    /// The store cannot be reached; nothing was sent.
    StoreUnavailable = "store_unavailable", 503;
}

impl ProblemCode {
    /// Finds a code by its name in the API.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}
