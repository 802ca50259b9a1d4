//! What stands after the `?` of an address.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The longest name of a parameter that a message repeats: longer ones are no names.
const LONGEST_NAME: usize = 40;

/// The parameters of an address, of those that this program takes.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub(super) sslmode: Option<String>,
    pub(super) sslrootcert: Option<PathBuf>,
    pub(super) host: Option<String>,
    pub(super) port: Option<String>,
}

impl Parameters {
    /// Reads `name=value&name=value`; what is not known is refused, as it might have been meant to make something safe.
    pub(super) fn read(query: &str) -> Result<Self, String> {
        let mut read = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decoded(value)?;
            let is_again = match name {
                "sslmode" => read.sslmode.replace(value).is_some(),
                "sslrootcert" => read.sslrootcert.replace(value.into()).is_some(),
                "host" => read.host.replace(value).is_some(),
                "port" => read.port.replace(value).is_some(),
                // It is what this program does anyway.
                "target_session_attrs" if matches!(&*value, "read-write" | "primary") => false,
                "password" | "user" => {
                    return Err(format!(
                        "has {name:?} as a parameter: the user belongs before the host, the password into a file (`password_file`)"
                    ));
                }
                _ => return Err(not_taken(name)),
            };
            if is_again {
                return Err(format!("has {name:?} twice"));
            }
        }
        Ok(read)
    }
}

fn not_taken(name: &str) -> String {
    let is_a_name = name.len() <= LONGEST_NAME
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let which =
        if is_a_name { format!("the parameter {name:?}") } else { "a parameter".to_owned() };
    format!("has {which}, which is not taken; taken are sslmode, sslrootcert, host, port")
}

/// A part of an address without its percent signs.
pub(super) fn decoded(text: &str) -> Result<String, String> {
    let is_written =
        |after: &str| after.get(..2).is_some_and(|two| u8::from_str_radix(two, 16).is_ok());
    if !text.split('%').skip(1).all(is_written) {
        return Err(
            "has a \"%\" without two hexadecimal digits after it; itself it is written %25"
                .to_owned(),
        );
    }
    match percent_decode_str(text).decode_utf8() {
        Ok(decoded) if !decoded.contains('\0') => Ok(decoded.into_owned()),
        Ok(_) | Err(_) => Err("has a part that is not text in UTF-8".to_owned()),
    }
}
