//! Secrets: written in place or in a file of their own, and never shown.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use secrecy::SecretString;

use crate::errors::Source;
use crate::exposed::{Exposed, exposed};
use crate::key::Key;
use crate::kind::{Form, Kind, MASK, Scalar};
use crate::list::Texts;
use crate::odd::{BYTE_ORDER_MARK, is_quoted, secret_in};
use crate::outline::{Presence, Shape};
use crate::reader::Reported;
use crate::section::Section;
use crate::value::scalar;

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
            return self.checked(&path, None, &source, &text, &key.kind).map(Some);
        }
        let Some(node) = self.given(key.name) else { return Ok(None) };
        let text = scalar(self.reader, &path, node, Form::Text)?;
        self.note_in_place(&path, MASK.to_owned(), &node.source);
        self.checked(&path, None, &node.source, &text, &key.kind).map(Some)
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
                self.note_in_place(&path, format!("{MASK} ({})", texts.len()), &source);
                texts
            }
        };
        let checked: Vec<_> = texts
            .into_iter()
            .enumerate()
            .map(|(at, (source, text))| self.checked(&path, Some(at), &source, &text, &key.kind))
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
        let place = node.source.place_of(&name);
        let report = |reason| self.reader.report(&node.source, &path, reason);
        let file = open(&place, &name, key).map_err(report)?;
        let exposed = match file.metadata().ok().and_then(|found| exposed(&place, &found)) {
            Some(Exposed::Refused(reason)) => return Err(report(reason)),
            Some(Exposed::Named(warning)) => Some(warning),
            None => None,
        };
        let text = read(file).map_err(|reason| report(format!("{name:?} {reason}")))?;
        let shown = format!("{MASK} (from {name})");
        self.reader.note_secret(&self.path_of(key), shown, &node.source, exposed);
        Ok(Some((node.source.clone(), text)))
    }

    /// Notes a secret that is written in place: the configuration's file is to be as closed as a secret's own.
    pub(crate) fn note_in_place(&self, path: &str, shown: String, source: &Source) {
        let judged = match source {
            Source::File { path, .. } => {
                std::fs::metadata(path).ok().and_then(|file| exposed(path, &file).zip(Some(path)))
            }
            Source::Variable(_) | Source::Default => None,
        };
        let warning = match judged {
            Some((Exposed::Refused(reason), file)) => {
                self.reader.report_file(file, reason);
                None
            }
            Some((Exposed::Named(warning), _)) => Some(warning),
            None => None,
        };
        self.reader.note_secret(path, shown, source, warning);
    }

    /// A secret of its kind, of a list the one at a place; no message quotes it. What is odd about it is noted.
    fn checked<T>(
        &self,
        path: &str,
        at: Option<usize>,
        source: &Source,
        text: &str,
        kind: &Kind<T>,
    ) -> Result<SecretString, Reported> {
        let whole = at.map_or_else(|| path.to_owned(), |at| format!("{path}[{at}]"));
        let (secret, odd) = secret_in(text, at.is_some());
        (kind.parse)(secret).map_err(|reason| {
            let quoted = if is_quoted(secret, at.is_some()) { "; it stands in quotes" } else { "" };
            self.reader.report(source, &whole, format!("{reason}{quoted}"))
        })?;
        for odd in odd {
            self.reader.warn(path, format!("{source}: {whole}: {odd}"));
        }
        Ok(secret.to_owned().into())
    }
}

/// Opens a secret's file. The name of one that is not there is not told: it may be the secret itself, written where a
/// file's name belongs.
fn open(place: &Path, name: &str, key: &str) -> Result<File, String> {
    File::open(place).map_err(|error| {
        if place.symlink_metadata().is_ok() {
            format!("{name:?} can't be read: {error}")
        } else {
            let quoted = if is_quoted(name, false) { "; it stands in quotes" } else { "" };
            format!(
                "names no file that is there ({error}); a secret itself belongs under {key:?}{quoted}"
            )
        }
    })
}

/// The text of a secret's file without what is around it: line ends, blanks.
fn read(file: File) -> Result<String, String> {
    let mut bytes = Vec::new();
    file.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("can't be read: {error}"))?;
    let is_wide = matches!(&*bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let text = String::from_utf8(bytes).map_err(|_| {
        let what =
            if is_wide { "is UTF-16 with a byte order mark" } else { "is not text in UTF-8" };
        format!("{what}; save it as plain ASCII")
    })?;
    let is_around = |character: char| character.is_whitespace() || character == BYTE_ORDER_MARK;
    if text.len() as u64 > LONGEST {
        Err(format!("is longer than {LONGEST} bytes"))
    } else if text.trim_matches(is_around).is_empty() {
        Err("is an empty file".to_owned())
    } else {
        Ok(text.trim().to_owned())
    }
}
