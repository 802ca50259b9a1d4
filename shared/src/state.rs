//! The states of a checkout, of a payment and of a notification (the moves between them are the
//! backend's to decide).

/// Where a payment stands. `creating`: the provider is being asked. `pending`: created, outcome not known yet. `refused`:
/// not created. `unanswered`: asked, and no usable answer; cannot be paid. `approved`, `rejected`, `failed`: the outcome.
/// All but the first two are final and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PaymentState {
    /// Stored; the provider is being asked to create the transaction.
    Creating,
    /// The provider created it; its outcome is not known yet.
    Pending,
    /// The provider (or we, before anything was sent) refused to create it.
    Refused,
    /// The provider was asked and gave no usable answer.
    Unanswered,
    /// Paid (`OK`).
    Approved,
    /// Declined by the bank or the buyer (`NOT_AUTHORIZED`).
    Rejected,
    /// Failed (`FAILED`).
    Failed,
}

impl PaymentState {
    /// Every payment state.
    pub const ALL: [Self; 7] = [
        Self::Creating,
        Self::Pending,
        Self::Refused,
        Self::Unanswered,
        Self::Approved,
        Self::Rejected,
        Self::Failed,
    ];

    /// The name in the API and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Pending => "pending",
            Self::Refused => "refused",
            Self::Unanswered => "unanswered",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Failed => "failed",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether the state can no longer change: all but `creating` and `pending`.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Creating | Self::Pending)
    }
}

/// Where a checkout stands. `open`: can be paid. `pending`: a payment of it is creating or pending. `paid`: a payment of it
/// was approved. `expired`: its time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum CheckoutState {
    /// Can be paid.
    Open,
    /// A payment of it is creating or pending.
    Pending,
    /// A payment of it was approved.
    Paid,
    /// Its time is over.
    Expired,
}

impl CheckoutState {
    /// Every checkout state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Pending, Self::Paid, Self::Expired];

    /// The name in the API and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::Expired => "expired",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Whether a notification was taken. `due`: to be sent, or sent again. `delivered`: taken. `exhausted`: given up after three
/// days; can be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum NotificationState {
    /// The notification is to be sent, or sent again.
    Due,
    /// The merchant's server took the notification.
    Delivered,
    /// The notification was given up after three days; it can be sent again by hand.
    Exhausted,
}

impl NotificationState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Due, Self::Delivered, Self::Exhausted];

    /// The state's name in the API and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Delivered => "delivered",
            Self::Exhausted => "exhausted",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}
