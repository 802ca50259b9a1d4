//! B7 on PostgreSQL: what grows with the store, as the figure of the SQLite store has it.

use pse_core::ports::store::Store as _;

use crate::failure::Failure;
use crate::figures::growth;
use crate::postgres::Seeded;
use crate::rows::Due;
use crate::run::Run;
use crate::table::Row;

pub(super) async fn measure(run: &Run, few: &Seeded, many: &Seeded) -> Result<Vec<Row>, Failure> {
    few.set_due(Due::Past).await?;
    many.set_due(Due::Past).await?;
    let few = few.database.store(2, 3).await?;
    let many = many.database.store(2, 3).await?;
    let rows = growth::compared(run, "PostgreSQL: ", &*few, &*many).await;
    few.close().await;
    many.close().await;
    rows
}
