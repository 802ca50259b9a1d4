//! How a connection is encrypted, and whom it trusts: `sslmode` and `sslrootcert` of an address.

use std::path::PathBuf;

use super::parameters::Parameters;

/// How connections to a server are encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Encryption {
    pub(crate) mode: Mode,
    /// The file of the authorities that are trusted, in PEM; the system's when there is none.
    pub(crate) roots: Option<PathBuf>,
}

/// What is asked of a connection's encryption, in the words of `sslmode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// No encryption.
    Disable,
    /// Encrypted where the server can; whoever answers is believed.
    Prefer,
    /// Encrypted; whoever answers is believed.
    Require,
    /// Encrypted, and the server's certificate is of a trusted authority.
    VerifyCa,
    /// Encrypted, and the server's certificate is of a trusted authority and for the host's name.
    VerifyFull,
}

impl Encryption {
    /// What an address asks for. Where it does not say: the whole check when a server is on another machine, no
    /// encryption when all are on this one.
    pub(super) fn chosen(parameters: &Parameters, is_remote: bool) -> Result<Self, String> {
        let roots = parameters.sslrootcert.clone().filter(|file| file.as_os_str() != "system");
        let mode = match parameters.sslmode.as_deref() {
            None if is_remote || parameters.sslrootcert.is_some() => Mode::VerifyFull,
            None | Some("disable") => Mode::Disable,
            Some("prefer") => Mode::Prefer,
            // An authority that is named is checked, as libpq does.
            Some("require") if roots.is_some() => Mode::VerifyCa,
            Some("require") => Mode::Require,
            Some("verify-ca") => Mode::VerifyCa,
            Some("verify-full") => Mode::VerifyFull,
            Some(_) => {
                return Err("has an sslmode that is none of verify-full, verify-ca, require, prefer, disable".to_owned());
            }
        };
        if matches!(mode, Mode::Disable | Mode::Prefer) && parameters.sslrootcert.is_some() {
            return Err(
                "has sslrootcert, which this sslmode does not check; write sslmode=verify-full"
                    .to_owned(),
            );
        }
        Ok(Self { mode, roots })
    }
}
