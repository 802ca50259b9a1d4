//! All figures by the name that `make bench-NAME` and `pse-bench run NAME` know them by.

use super::{
    banks, commits, creation, growth, hung, large_store, notifications, php, postgres, probe,
    reads, soap, start, streams, tls, widget,
};
use crate::failure::Failure;
use crate::run::Run;
use crate::table::Row;

/// A measurement that gives one or more rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    Banks,
    Creation,
    Php,
    Soap,
    Commits,
    Postgres,
    Growth,
    Probe,
    Tls,
    Widget,
    Hung,
    Simulation,
    Notifications,
    Start,
    Reads,
    Streams,
    LargeStore,
}

/// Every figure: its name, its numbers in the promises, what it is.
pub(crate) const ALL: [(Figure, &str, &str, &str); 17] = [
    (Figure::Banks, "banks", "B1", "warm bank list beside bare axum"),
    (Figure::Creation, "creation", "B2", "what the service adds to a creation"),
    (Figure::Php, "php", "B3", "creations beside a page in PHP"),
    (Figure::Soap, "soap", "B4", "decoding SOAP beside quick-xml, PHP and zeep"),
    (Figure::Commits, "commits", "B5", "group commit beside batches on one thread"),
    (Figure::Postgres, "postgres", "B6", "the PostgreSQL store beside pgbench (B5 to B8, B16)"),
    (Figure::Growth, "growth", "B7", "claims and lists, many beside few payments"),
    (Figure::Probe, "probe", "B8", "the probe beside a bare loop, and its lag"),
    (Figure::Tls, "tls", "B9", "TLS handshakes a provider call"),
    (
        Figure::Widget,
        "widget",
        "B10",
        "the widget in a browser beside Adyen Web and one by hand (B10 to B12, item 5)",
    ),
    (Figure::Hung, "hung", "B13", "reads while creations hang"),
    (Figure::Simulation, "simulation", "B14", "simulated beside real time"),
    (Figure::Notifications, "notifications", "B15", "notifications beside a bare POST loop"),
    (Figure::Start, "start", "B16", "start and idle memory with a large store"),
    (Figure::Reads, "reads", "4", "checkout read and /pay beside bare axum with a point read"),
    (Figure::Streams, "streams", "4", "memory of an event stream beside bare axum's"),
    (Figure::LargeStore, "large-store", "6", "lists and /metrics of a large store by HTTP"),
];

impl Figure {
    /// Finds a figure by its name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        ALL.into_iter().find(|(_, known, ..)| *known == name).map(|(figure, ..)| figure)
    }

    /// The figure's number in the promises, and what it is.
    pub(crate) fn described(self) -> (&'static str, &'static str) {
        let found = ALL.into_iter().find(|(figure, ..)| *figure == self);
        found.map_or(("", ""), |(_, _, number, what)| (number, what))
    }

    /// Measures it. A measurement that fails is a row, too: the others go on.
    pub(crate) async fn measure(self, run: &Run) -> Vec<Row> {
        let (number, what) = self.described();
        match self.rows(run).await {
            Ok(rows) => rows,
            Err(error) => vec![Row::failed(number, what, error.to_string())],
        }
    }

    async fn rows(self, run: &Run) -> Result<Vec<Row>, Failure> {
        let (number, what) = self.described();
        match self {
            Self::Banks => banks::measure(run).await,
            Self::Creation => creation::measure(run).await,
            Self::Php => php::measure(run).await,
            Self::Soap => soap::measure(run).await,
            Self::Commits => commits::measure(run).await,
            Self::Postgres => postgres::measure(run).await,
            Self::Growth => growth::measure(run).await,
            Self::Probe => probe::measure(run).await,
            Self::Tls => tls::measure(run).await,
            Self::Widget => widget::measure(run).await,
            Self::Hung => hung::measure(run).await,
            Self::Simulation => Ok(vec![Row::not_built(number, what, "there is no simulation")]),
            Self::Notifications => notifications::measure(run).await,
            Self::Start => start::measure(run).await,
            Self::Reads => reads::measure(run).await,
            Self::Streams => streams::measure(run).await,
            Self::LargeStore => large_store::measure(run).await,
        }
    }
}
