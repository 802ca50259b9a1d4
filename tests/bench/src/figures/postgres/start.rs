//! B16 on PostgreSQL: the start and the idle memory of a process over a database with many payments and over an empty one.

use crate::failure::Failure;
use crate::figures::start::{self, Place};
use crate::postgres::{Seeded, Server};
use crate::programs::Folder;
use crate::run::Run;
use crate::table::{Row, Target};

/// The longest start, in milliseconds, and the most memory, in MiB.
const TARGETS: [Target; 2] = [Target::AtMost(1_000.0), Target::AtMost(20.0)];

pub(super) async fn measure(
    run: &Run,
    server: &Server,
    many: &Seeded,
) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("postgres-start")?;
    let urls = (many.database.url(), server.database("none").await?.url());
    let place = |url| Place { folder: &folder, url: Some(url) };
    start::compared(run, "PostgreSQL: ", &place(&urls.0), &place(&urls.1), TARGETS).await
}
