//! PostgreSQL beside the store: a server of the run, its own load generator, and databases with many rows.
//!
//! - [`server`]: a server that loses nothing it has committed; [`database`]: one of its databases
//! - [`sent`]: the statements that a store has sent, as the server's log has them
//! - [`script`]: those statements as pgbench sends them; [`pgbench`]: how many it does in a second
//! - [`copies`]: copies of rows, in one statement; [`seeding`]: a database with many payments

pub(crate) mod copies;
pub(crate) mod database;
pub(crate) mod pgbench;
pub(crate) mod script;
pub(crate) mod seeding;
pub(crate) mod sent;
pub(crate) mod server;

pub(crate) use database::Database;
pub(crate) use script::{Numbers, Script};
pub(crate) use seeding::Seeded;
pub(crate) use server::Server;
