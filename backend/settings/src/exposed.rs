//! Files with secrets in them that others than their owner may read or write.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Who may do what with a file that holds a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Exposed {
    /// Everybody may write it, and so choose the secret.
    Refused(String),
    /// Others may read it, or its group may write it.
    Named(String),
}

/// Judges a file with secrets in it; `None` when nobody may reach it who need not.
pub(crate) fn exposed(path: &Path, file: &Metadata) -> Option<Exposed> {
    judge(path, file.mode() & 0o7777, file.uid() == rustix::process::geteuid().as_raw())
}

/// `is_ours` is whether this process's user owns the file; another's is read by its group, or by everybody.
fn judge(path: &Path, mode: u32, is_ours: bool) -> Option<Exposed> {
    let (who, what, wanted) = match mode {
        mode if mode & 0o002 != 0 => ("everybody", "written", mode & !0o022),
        mode if mode & 0o020 != 0 => ("its group", "written", mode & !0o022),
        mode if mode & 0o004 != 0 => ("everybody", "read", mode & !0o007),
        mode if mode & 0o040 != 0 && is_ours => ("its group", "read", mode & !0o077),
        _ => return None,
    };
    let text = format!(
        "{} holds a secret and may be {what} by {who} (mode {mode:03o}): chmod {wanted:o} {}",
        path.display(),
        quoted(path)
    );
    let writable = mode & 0o002 != 0;
    Some(if writable { Exposed::Refused(text) } else { Exposed::Named(text) })
}

/// A path as a shell reads it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+:@%".contains(letter);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_reach_a_secret_and_need_not_is_named_with_the_command_that_mends_it() {
        let named = |mode, ours| match judge(Path::new("/etc/app/key"), mode, ours) {
            Some(Exposed::Named(text)) => text.split("secret and ").nth(1).unwrap().to_owned(),
            other => format!("{other:?}"),
        };
        for (mode, ours, text) in [
            (0o644, true, "may be read by everybody (mode 644): chmod 640 /etc/app/key"),
            (0o444, false, "may be read by everybody (mode 444): chmod 440 /etc/app/key"),
            (0o640, true, "may be read by its group (mode 640): chmod 600 /etc/app/key"),
            (0o660, false, "may be written by its group (mode 660): chmod 640 /etc/app/key"),
            (0o600, true, "None"),
            (0o400, true, "None"),
            // As packages lay it down: root's, readable by the service's group.
            (0o640, false, "None"),
            (0o440, false, "None"),
        ] {
            assert_eq!(named(mode, ours), text, "{mode:o}");
        }
    }

    #[test]
    fn a_secret_that_everybody_may_write_is_refused() {
        for mode in [0o666, 0o622, 0o602] {
            let judged = judge(Path::new("a key"), mode, true);
            assert!(matches!(&judged, Some(Exposed::Refused(text)) if text.ends_with(" 'a key'")));
        }
    }
}
