//! What can be asked of a store, and what a random sequence of it is made of.

use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest_state_machine::ReferenceStateMachine;
use pse_core::ports::store::NotificationOutcome;
use pse_core::ports::store_suite::samples::minute;
use pse_shared::{PaymentState, Refusal};

/// Something of a kind that was made before; the number picks one of those there are.
pub(crate) type Pick = usize;

/// A command to all stores. Times are minutes from now.
#[derive(Debug, Clone)]
pub(crate) enum Command {
    /// Nothing is asked for so many minutes.
    Wait(i64),
    /// A checkout, of one of few references, sites, keys and people; under a used id, perhaps.
    InsertCheckout { reference: u8, site: u8, people: u8, key: Option<u8>, used_id: Option<Pick> },
    /// An intent to pay a checkout; under a used id, perhaps.
    InsertIntent {
        checkout: Pick,
        provider: u8,
        key: Option<u8>,
        lease: i64,
        used_id: Option<Pick>,
    },
    /// A change of a payment.
    Save(Save),
    /// Due payments are taken.
    ClaimDue { next: i64, limit: u32 },
    /// The buyer's return asks.
    ClaimReturn { payment: Pick, gap: i64, max: u32 },
    /// The merchant asks.
    ClaimMerchant { payment: Pick, gap: i64, next: i64 },
    /// Due notifications are taken.
    ClaimNotifications { lease: i64, limit: u32 },
    /// An attempt to deliver a notification, under one of the latest claims.
    RecordAttempt { claim: Pick, outcome: NotificationOutcome },
    /// A notification is sent again.
    Redeliver { notification: Pick, site: u8 },
    /// The right to ask for a bank list is taken.
    ClaimBankList { site: u8, lease: i64 },
    /// A bank list is kept.
    SaveBankList { site: u8, provider: u8 },
    /// The right to ask for a bank list is given back.
    ReleaseBankList { site: u8 },
    /// A merchant lists payments, a page at a time.
    List {
        site: u8,
        state: Option<PaymentState>,
        reference: Option<u8>,
        cus: Option<u8>,
        limit: u32,
    },
    /// The process ends, and another one opens the store.
    Restart,
    /// Everything is read.
    Read,
}

/// A change of a payment.
#[derive(Debug, Clone)]
pub(crate) struct Save {
    pub(crate) payment: Pick,
    pub(crate) to: PaymentState,
    /// It was made from an earlier version.
    pub(crate) stale: bool,
    /// It has a time to be asked about although it is not pending, or none although it is.
    pub(crate) broken: bool,
    /// Its history gains a row, and its checkout a state.
    pub(crate) told: bool,
    pub(crate) cus: Option<u8>,
    pub(crate) refusal: Option<Refusal>,
    pub(crate) word: u8,
    /// A notification, perhaps under a used id.
    pub(crate) notification: Option<Option<Pick>>,
}

/// Random sequences of commands; any may follow any.
pub(crate) struct Commands;

impl ReferenceStateMachine for Commands {
    type State = ();
    type Transition = Command;

    fn init_state() -> BoxedStrategy<()> {
        Just(()).boxed()
    }

    fn transitions(_: &()) -> BoxedStrategy<Command> {
        prop_oneof![
            2 => (0..20_i64).prop_map(Command::Wait),
            4 => checkout(),
            6 => intent(),
            10 => save().prop_map(Command::Save),
            4 => claim(),
            5 => notifying(),
            3 => bank_lists(),
            2 => list(),
            1 => Just(Command::Restart),
            1 => Just(Command::Read),
        ]
        .boxed()
    }

    fn apply((): (), _: &Command) {}
}

fn seldom<T: std::fmt::Debug>(
    strategy: impl Strategy<Value = T>,
) -> impl Strategy<Value = Option<T>> {
    option::weighted(0.1, strategy)
}

fn checkout() -> impl Strategy<Value = Command> {
    (0..3_u8, 0..2_u8, 0..8_u8, option::of(0..3_u8), seldom(any::<Pick>())).prop_map(
        |(reference, site, people, key, used_id)| Command::InsertCheckout {
            reference,
            site,
            people,
            key,
            used_id,
        },
    )
}

fn intent() -> impl Strategy<Value = Command> {
    (any::<Pick>(), 0..2_u8, option::of(0..2_u8), 1..20_i64, seldom(any::<Pick>())).prop_map(
        |(checkout, provider, key, lease, used_id)| Command::InsertIntent {
            checkout,
            provider,
            key,
            lease,
            used_id,
        },
    )
}

fn save() -> impl Strategy<Value = Save> {
    let rare = || proptest::bool::weighted(0.1);
    (
        (any::<Pick>(), select(PaymentState::ALL.as_slice()), rare(), rare(), any::<bool>()),
        option::of(0..2_u8),
        option::of(select(Refusal::ALL.as_slice())),
        0..3_u8,
        option::of(seldom(any::<Pick>())),
    )
        .prop_map(|((payment, to, stale, broken, told), cus, refusal, word, notification)| {
            Save { payment, to, stale, broken, told, cus, refusal, word, notification }
        })
}

fn claim() -> impl Strategy<Value = Command> {
    prop_oneof![
        (0..20_i64, 0..4_u32).prop_map(|(next, limit)| Command::ClaimDue { next, limit }),
        (any::<Pick>(), 0..5_i64, 0..3_u32).prop_map(|(payment, gap, max)| Command::ClaimReturn {
            payment,
            gap,
            max
        }),
        (any::<Pick>(), 0..20_i64, 0..20_i64)
            .prop_map(|(payment, gap, next)| Command::ClaimMerchant { payment, gap, next }),
    ]
}

fn notifying() -> impl Strategy<Value = Command> {
    let outcome = prop_oneof![
        Just(NotificationOutcome::Delivered),
        (0..120_i64).prop_map(|at| NotificationOutcome::RetryAt(minute(at))),
        Just(NotificationOutcome::Exhausted),
    ];
    prop_oneof![
        (1..9_i64, 0..4_u32)
            .prop_map(|(lease, limit)| Command::ClaimNotifications { lease, limit }),
        (any::<Pick>(), outcome)
            .prop_map(|(claim, outcome)| Command::RecordAttempt { claim, outcome }),
        (any::<Pick>(), 0..2_u8)
            .prop_map(|(notification, site)| Command::Redeliver { notification, site }),
    ]
}

fn bank_lists() -> impl Strategy<Value = Command> {
    prop_oneof![
        (0..2_u8, 1..9_i64).prop_map(|(site, lease)| Command::ClaimBankList { site, lease }),
        (0..2_u8, 0..2_u8).prop_map(|(site, provider)| Command::SaveBankList { site, provider }),
        (0..2_u8).prop_map(|site| Command::ReleaseBankList { site }),
    ]
}

fn list() -> impl Strategy<Value = Command> {
    (
        0..2_u8,
        option::of(select(PaymentState::ALL.as_slice())),
        option::of(0..3_u8),
        option::of(0..2_u8),
        0..4_u32,
    )
        .prop_map(|(site, state, reference, cus, limit)| Command::List {
            site,
            state,
            reference,
            cus,
            limit,
        })
}
