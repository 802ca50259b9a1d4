//! Secrets: written in place or in a file of their own, and never shown.

use std::io::Read as _;
use std::path::Path;

use secrecy::SecretString;

use super::Source;
use super::list::Texts;
use super::reader::Reported;
use super::section::{Form, Section, scalar};

/// What is shown instead of a secret.
pub(super) const MASK: &str = "********";
/// No secret is longer than this file, in bytes.
const LONGEST: u64 = 64 * 1024;

impl Section<'_> {
    /// A secret, from `key` or from the file that `<key>_file` names; `None` when
    /// neither is written.
    pub(super) fn secret(
        &self,
        key: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<SecretString>, Reported> {
        let path = self.path_of(key);
        if let Some((source, text)) = self.secret_file(key)? {
            return Ok(Some(self.checked(&path, &source, text, check)?));
        }
        let Some(node) = self.given(key) else { return Ok(None) };
        let text = scalar(self.reader, &path, node, Form::Text)?;
        self.reader.note(&path, MASK.to_owned(), &node.source);
        self.checked(&path, &node.source, text, check).map(Some)
    }

    /// Several secrets, from a list or from the lines of a file.
    pub(super) fn secrets(
        &self,
        key: &str,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Option<Vec<SecretString>>, Reported> {
        let path = self.path_of(key);
        let texts = match self.secret_file(key)? {
            Some((source, text)) => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.map(|line| (source.clone(), line.to_owned())).collect()
            }
            None => {
                let Some(Texts { source, items: texts }) = self.texts(key)? else {
                    return Ok(None);
                };
                self.reader.note(&path, format!("{MASK} ({})", texts.len()), &source);
                texts
            }
        };
        let checked: Vec<_> = texts
            .into_iter()
            .enumerate()
            .map(|(at, (source, text))| {
                self.checked(&format!("{path}[{at}]"), &source, text, &check)
            })
            .collect();
        checked.into_iter().collect::<Result<_, _>>().map(Some)
    }

    /// The trimmed text of `<key>_file`.
    fn secret_file(&self, key: &str) -> Result<Option<(Source, String)>, Reported> {
        let file_key = format!("{key}_file");
        let Some(node) = self.given(&file_key) else { return Ok(None) };
        let path = self.path_of(&file_key);
        if self.given(key).is_some() {
            let reason = format!("is given as well as {key:?}; keep one of them");
            return Err(self.reader.report(&node.source, &path, reason));
        }
        let name = scalar(self.reader, &path, node, Form::Text)?;
        let place = match &node.source {
            Source::File { path, .. } => path.parent().unwrap_or(Path::new("")).join(&name),
            Source::Variable(_) | Source::Default => Path::new(&name).to_owned(),
        };
        let text = read(&place).map_err(|reason| {
            self.reader.report(&node.source, &path, format!("{name:?} {reason}"))
        })?;
        self.reader.note(&self.path_of(key), format!("{MASK} (from {name})"), &node.source);
        Ok(Some((node.source.clone(), text)))
    }

    fn checked(
        &self,
        path: &str,
        source: &Source,
        text: String,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<SecretString, Reported> {
        check(&text).map_err(|reason| self.reader.report(source, path, reason))?;
        Ok(text.into())
    }
}

fn read(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(|error| format!("can't be read: {error}"))?;
    file.take(LONGEST + 1)
        .read_to_string(&mut text)
        .map_err(|error| format!("can't be read: {error}"))?;
    match text.trim() {
        "" => Err("is an empty file".to_owned()),
        _ if text.len() as u64 > LONGEST => Err(format!("is longer than {LONGEST} bytes")),
        secret => Ok(secret.to_owned()),
    }
}
