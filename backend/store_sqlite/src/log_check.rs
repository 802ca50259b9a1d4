//! Whether the log beside a database (`-wal`) is whole, looked at before SQLite reads it.
//!
//! SQLite ends the log at the first frame that is not as it was written, and says nothing: what was committed after it is gone.
//! The end of a log may be torn, when the power failed in the middle of a commit that nobody was told of. But each commit
//! is on the disk before the next one begins, so where a frame is wrong and two commits stand behind it, the first of these was told.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use super::beside::beside;

/// How a log begins, whose checksums are of words with the lowest byte first; with the highest first, it is one more.
const MAGIC: u32 = 0x377f_0682;
/// How long the log's own header is.
const HEADER: usize = 32;
/// How long a frame's header is.
const FRAME_HEADER: usize = 24;
/// Sizes that a page may have.
const PAGES: std::ops::RangeInclusive<u32> = 512..=65_536;

/// Says what is wrong with a database's log; `None` when nothing is, or there is none.
pub(super) fn look(database: &Path) -> io::Result<Option<String>> {
    let path = beside(database, "-wal");
    let log = match File::open(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        log => log?,
    };
    let mut reader = BufReader::new(log);
    let mut header = [0; HEADER];
    if !filled(&mut reader, &mut header)? {
        return Ok(None);
    }
    let damaged = |what: &str| {
        let log = path.display();
        Ok(Some(format!(
            "its log {log} is damaged: {what}, and what was committed after that cannot be read"
        )))
    };
    let Some(log) = Log::of(&header) else {
        // The header is on the disk before anything is committed, so nothing was where nothing but its room was made.
        if header == [0; HEADER] && is_empty(&mut reader)? {
            return Ok(None);
        }
        return damaged("it does not begin as a log does");
    };
    match log.lost(&mut reader)? {
        Some(frame) => damaged(&format!("frame {frame} is not as it was written")),
        None => Ok(None),
    }
}

/// Reads a piece of the given length; `false` when the file ends before.
fn filled(reader: &mut impl Read, piece: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(piece) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| true),
    }
}

/// Whether all that is left is zeros, as the power's failure leaves a file that had just grown.
fn is_empty(reader: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let piece = reader.fill_buf()?;
        if piece.iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        let read = piece.len();
        if read == 0 {
            return Ok(true);
        }
        reader.consume(read);
    }
}

/// Two sums over everything before, each frame's going on from the last one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sums(u32, u32);

/// What a log's header says of its frames.
#[derive(Debug)]
struct Log {
    lowest_first: bool,
    page: usize,
    salts: Sums,
    sums: Sums,
}

impl Log {
    /// `None` where the header is not as it was written.
    fn of(header: &[u8; HEADER]) -> Option<Self> {
        let page = number(header, 8)?;
        let log = Self {
            lowest_first: number(header, 0)? == MAGIC,
            page: usize::try_from(page).ok()?,
            salts: pair(header, 16)?,
            sums: pair(header, 24)?,
        };
        let is_magic = [MAGIC, MAGIC.wrapping_add(1)].contains(&number(header, 0)?);
        let is_whole = log.after(Sums(0, 0), header.get(..24)?) == log.sums;
        (is_magic && is_whole && PAGES.contains(&page) && page.is_power_of_two()).then_some(log)
    }

    /// The sums after some more bytes, whose number is one of eight.
    fn after(&self, before: Sums, bytes: &[u8]) -> Sums {
        let word = |four: &[u8; 4]| match self.lowest_first {
            true => u32::from_le_bytes(*four),
            false => u32::from_be_bytes(*four),
        };
        let (words, _) = bytes.as_chunks::<4>();
        let (pairs, _) = words.as_chunks::<2>();
        pairs.iter().fold(before, |Sums(one, two), [first, second]| {
            let one = one.wrapping_add(word(first)).wrapping_add(two);
            Sums(one, two.wrapping_add(word(second)).wrapping_add(one))
        })
    }

    /// The number of the first frame that is wrong, where two commits follow it in one piece.
    fn lost(&self, reader: &mut impl Read) -> io::Result<Option<u64>> {
        let (mut head, mut page) = ([0; FRAME_HEADER], vec![0; self.page]);
        let (mut sums, mut wrong, mut commits) = (self.sums, None, 0_u32);
        for frame in 1_u64.. {
            if !filled(reader, &mut head)? || !filled(reader, &mut page)? {
                return Ok(None);
            }
            let right = head.get(..8).map(|begin| self.after(self.after(sums, begin), &page));
            let follows = right == pair(&head, 16) && pair(&head, 8) == Some(self.salts);
            sums = pair(&head, 16).unwrap_or(sums);
            if !follows {
                // What an earlier use of the log, or a commit that failed, has left may follow its end, but not in one piece with two commits.
                (wrong, commits) = (wrong.or(Some(frame)), 0);
            } else if wrong.is_some() && number(&head, 4) != Some(0) {
                commits = commits.saturating_add(1);
                if commits > 1 {
                    return Ok(wrong);
                }
            }
        }
        Ok(None)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_be_bytes(*four))
}

fn pair(bytes: &[u8], at: usize) -> Option<Sums> {
    Some(Sums(number(bytes, at)?, number(bytes, at.checked_add(4)?)?))
}
