//! Secrets: written in place or in a file of their own, and never shown.

use std::io::Read as _;
use std::path::Path;

use secrecy::SecretString;

use crate::errors::Source;
use crate::key::Key;
use crate::kind::{Form, Kind, Scalar};
use crate::list::Texts;
use crate::outline::{Presence, Shape};
use crate::reader::Reported;
use crate::section::Section;
use crate::value::scalar;

/// What is shown instead of a secret.
const MASK: &str = "********";
/// The longest file that may hold a secret, in bytes.
const LONGEST: u64 = 64 * 1024;

impl Section<'_> {
    /// A secret, from its key or from the file that `<key>_file` names; `None` when
    /// neither is written.
    ///
    /// # Errors
    /// It is not of its kind, written twice, or its file can't be read.
    pub fn secret<T>(&self, key: Key<T>) -> Result<Option<SecretString>, Reported> {
        self.declare_secret(&key, Shape::One, Presence::Optional);
        self.read_secret(&key)
    }

    /// A secret that must be there.
    ///
    /// # Errors
    /// It is missing, not of its kind, written twice, or its file can't be read.
    pub fn required_secret<T>(&self, key: Key<T>) -> Result<SecretString, Reported> {
        self.declare_secret(&key, Shape::One, Presence::Required);
        self.read_secret(&key)?.ok_or_else(|| self.missing(key.name))
    }

    /// Several secrets, at least one, from a list or from the lines of a file.
    ///
    /// # Errors
    /// They are missing, not of their kind, written twice, or their file can't be read.
    pub fn required_secrets<T>(&self, key: Key<T>) -> Result<Vec<SecretString>, Reported> {
        self.declare_secret(&key, Shape::List, Presence::Required);
        let secrets = self.read_secrets(&key)?;
        self.at_least_one(key.name, secrets)
    }

    /// One secret under one key, or several under another; at least one in all.
    ///
    /// # Errors
    /// Neither or both keys are written, or as for the other secrets.
    pub fn secret_or_secrets<T, U>(
        &self,
        one: Key<T>,
        several: Key<U>,
    ) -> Result<Vec<SecretString>, Reported> {
        self.declare_secret(&one, Shape::One, Presence::Optional);
        self.declare_secret(&several, Shape::List, Presence::Optional);
        self.reader.declare(|outline| {
            outline.section(&self.path).one_of.push([one.name, several.name]);
        });
        match (self.read_secret(&one), self.read_secrets(&several)) {
            (Ok(None), Ok(None)) => Err(self.missing(one.name)),
            (Ok(Some(_)), Ok(Some(_))) => {
                let reason = format!("is given as well as {:?}; keep one of them", one.name);
                Err(self.refuse(several.name, reason))
            }
            (Ok(None), Ok(secrets)) => self.at_least_one(several.name, secrets),
            (Ok(Some(secret)), Ok(None)) => Ok(vec![secret]),
            (Err(reported), _) | (_, Err(reported)) => Err(reported),
        }
    }

    fn declare_secret<T>(&self, key: &Key<T>, shape: fn(Scalar) -> Shape, presence: Presence) {
        self.reader.declare(|outline| {
            outline.section(&self.path).value(key, shape, presence, true);
        });
    }

    fn read_secret<T>(&self, key: &Key<T>) -> Result<Option<SecretString>, Reported> {
        let path = self.path_of(key.name);
        if let Some((source, text)) = self.secret_file(key.name)? {
            return self.checked(&path, &source, text, &key.kind).map(Some);
        }
        let Some(node) = self.given(key.name) else { return Ok(None) };
        let text = scalar(self.reader, &path, node, Form::Text)?;
        self.reader.note(&path, MASK.to_owned(), &node.source);
        self.checked(&path, &node.source, text, &key.kind).map(Some)
    }

    fn read_secrets<T>(&self, key: &Key<T>) -> Result<Option<Vec<SecretString>>, Reported> {
        let path = self.path_of(key.name);
        let texts = match self.secret_file(key.name)? {
            Some((source, text)) => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.map(|line| (source.clone(), line.to_owned())).collect()
            }
            None => {
                let Some(Texts { source, items: texts }) = self.texts(key.name)? else {
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
                self.checked(&format!("{path}[{at}]"), &source, text, &key.kind)
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

    /// A secret of its kind; no message quotes it.
    fn checked<T>(
        &self,
        path: &str,
        source: &Source,
        text: String,
        kind: &Kind<T>,
    ) -> Result<SecretString, Reported> {
        (kind.parse)(&text).map_err(|reason| self.reader.report(source, path, reason))?;
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
