//! How a transaction can end, and what the service then says of it.

use super::State;

/// An end. Codes and texts are those the real test service was seen to give, and those of
/// the provider's sibling APIs where it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Approved,
    /// The bank rejected the payment.
    Rejected,
    /// The buyer cancelled.
    Cancelled,
    Failed,
    /// No account of the buyer's allowed the debit.
    NoAccountLeft,
    /// The bank's password was wrong too often.
    WrongPassword,
    /// The security code was wrong too often.
    WrongCode,
    /// The buyer never confirmed and the session ran out.
    Expired,
}

impl Outcome {
    /// The outcome's `transactionState`.
    pub(crate) const fn state(self) -> State {
        match self {
            Self::Approved => State::Ok,
            Self::Rejected
            | Self::Cancelled
            | Self::NoAccountLeft
            | Self::WrongPassword
            | Self::WrongCode => State::NotAuthorized,
            Self::Failed | Self::Expired => State::Failed,
        }
    }

    /// The outcome's `responseReasonCode`.
    pub(crate) const fn reason_code(self) -> &'static str {
        match self {
            Self::Approved => "00",
            Self::Rejected | Self::NoAccountLeft | Self::WrongPassword | Self::WrongCode => "05",
            Self::Cancelled => "?C",
            Self::Failed | Self::Expired => "XH",
        }
    }

    /// The outcome's `responseReasonText`.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Approved => "Aprobada",
            Self::Rejected => "Rechazada. La entidad financiera no autorizó el débito.",
            Self::Cancelled => "Rechazada. La transacción fue cancelada por el usuario.",
            Self::NoAccountLeft => {
                "Rechazada. Ninguna cuenta permitió el débito por fondos, tope o frecuencia; el pago fue cancelado."
            }
            Self::WrongPassword => {
                "Rechazada. El usuario superó los intentos permitidos para su contraseña."
            }
            Self::WrongCode => {
                "Rechazada. El usuario superó los intentos permitidos para el código de seguridad."
            }
            Self::Failed => "Fallida. La entidad financiera no pudo procesar la transacción.",
            Self::Expired => "Fallida. La sesión de pago venció sin que el usuario la confirmara.",
        }
    }
}
