//! What the bench is asked for on its command line.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::figures::catalogue::{ALL, Figure};
use crate::scale::Scale;

/// How it is called.
pub(crate) const USAGE: &str = "Usage: pse-bench run [--short] [--record FILE] [NAME …]   figures; without a name all of them
       pse-bench list                                    the names
       pse-bench soak [MINUTES]                          mixed load for an hour, or as long as said";

/// Something the bench can do.
#[derive(Debug)]
pub(crate) enum Asked {
    /// Tell the names of the figures.
    List,
    /// Measure figures, and write them into a file where that is wanted.
    Run { scale: Scale, figures: Vec<Figure>, record: Option<PathBuf> },
    /// Keep up a mixed load.
    Soak { minutes: u32 },
    /// Be the other side of a comparison.
    Peer { kind: String, address: String, arguments: Vec<String> },
}

impl Asked {
    pub(crate) fn read(arguments: Vec<String>) -> Result<Self, Failure> {
        let mut arguments = arguments.into_iter();
        match arguments.next().as_deref() {
            Some("list") => Ok(Self::List),
            Some("run") => run(arguments),
            Some("soak") => {
                let minutes = arguments.next().map_or(Ok(60), |minutes| minutes.parse())?;
                if minutes == 0 { Err("no minutes".into()) } else { Ok(Self::Soak { minutes }) }
            }
            Some("peer") => Ok(Self::Peer {
                kind: arguments.next().ok_or("no kind of peer")?,
                address: arguments.next().ok_or("no address")?,
                arguments: arguments.collect(),
            }),
            Some(other) => Err(format!("nothing is called {other}").into()),
            None => Err("nothing is asked for".into()),
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<Asked, Failure> {
    let (mut scale, mut record, mut figures) = (Scale::FULL, None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--short" => scale = Scale::SHORT,
            "--record" => record = Some(arguments.next().ok_or("no file to record in")?.into()),
            name => {
                let figure =
                    Figure::from_name(name).ok_or_else(|| format!("no figure is called {name}"))?;
                figures.push(figure);
            }
        }
    }
    if record.is_some() && (scale.short || !figures.is_empty()) {
        return Err("only a whole run of the full form is recorded".into());
    }
    if figures.is_empty() {
        figures = ALL.into_iter().map(|(figure, ..)| figure).collect();
    }
    Ok(Asked::Run { scale, figures, record })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Asked, Failure> {
        Asked::read(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn without_a_name_every_figure_is_measured() {
        let Ok(Asked::Run { scale, figures, record: None }) = read("run --short") else { panic!() };
        assert!(scale.short);
        assert_eq!(figures.len(), ALL.len());
    }

    #[test]
    fn only_a_whole_run_is_recorded() {
        assert!(read("run --record a.md").is_ok());
        assert!(read("run --short --record a.md").is_err());
        assert!(read("run --record a.md php").is_err());
    }

    #[test]
    fn what_is_unknown_is_refused() {
        for line in ["", "measure", "run nothing", "soak 0", "soak x", "peer"] {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(matches!(read("soak").unwrap(), Asked::Soak { minutes: 60 }));
    }
}
