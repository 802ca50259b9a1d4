//! What the merchant's server is told of the approval.

use super::payment::listed_payment;
use super::subject::{APPROVED_AT, NOTIFICATION, PAYMENT};
use pse_shared::api::{
    NotificationAttempt, NotificationList, NotificationRecord, PaymentMessage, PaymentMessageData,
};
use pse_shared::{NotificationState, PaymentState};

/// The example of an attempt: the first one, which the merchant's server did not take.
#[must_use]
pub fn notification_attempt() -> NotificationAttempt {
    NotificationAttempt {
        at: APPROVED_AT.into(),
        status: Some(503),
        error: Some("HTTP status 503".into()),
    }
}

/// The example of a notification: one that was taken at the second attempt.
#[must_use]
pub fn notification() -> NotificationRecord {
    let taken = NotificationAttempt {
        at: "2026-11-23T10:04:36-05:00".into(),
        status: Some(204),
        error: None,
    };
    NotificationRecord {
        id: NOTIFICATION.into(),
        payment_id: PAYMENT.into(),
        state: NotificationState::Delivered,
        attempts: 2,
        next_attempt_at: None,
        created_at: APPROVED_AT.into(),
        log: vec![notification_attempt(), taken],
    }
}

/// The example of a payment's notifications: the one of its approval.
#[must_use]
pub fn notification_list() -> NotificationList {
    NotificationList { notifications: vec![notification()] }
}

/// The example of a message: the one that tells of the approval.
#[must_use]
pub fn payment_message() -> PaymentMessage {
    PaymentMessage {
        kind: PaymentMessage::kind_of(PaymentState::Approved),
        timestamp: APPROVED_AT.into(),
        data: payment_message_data(),
    }
}

/// The example of a message's payment: approved.
#[must_use]
pub fn payment_message_data() -> PaymentMessageData {
    let payment = listed_payment();
    PaymentMessageData {
        payment_id: payment.id,
        checkout_id: payment.checkout_id,
        reference: payment.merchant_reference,
        provider_reference: payment.reference,
        state: payment.state,
        previous_state: Some(PaymentState::Pending),
        total_amount: payment.total_amount,
        currency: payment.currency,
        bank_code: payment.bank_code,
        provider: payment.provider,
        refusal: payment.refusal,
        cus: payment.cus,
        reason_code: payment.reason_code,
        reason_text: payment.reason_text,
        on_test: payment.on_test,
    }
}
