//! The verbs of `pse-backend store` and their arguments, with their help.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What can be done with the store.
#[derive(Debug, Clone, Subcommand)]
pub enum StoreCommand {
    /// Say what the store has: rows by table and state, sizes, what waits the longest.
    #[command(
        after_help = "Works while the service runs.\n\nExample:\n  pse-backend store stats -o json"
    )]
    Stats {
        /// As a table, or as JSON.
        #[arg(short, long, value_enum, default_value_t = Output::Table)]
        output: Output,
    },
    /// Copy the store to a file, as it is now.
    #[command(
        after_help = "Works while the service runs, and does not stop it; of an SQLite file the service then writes the copy, as its own \
        user. A PostgreSQL database is read as of one moment and becomes an SQLite file; for big ones its own tools are better (docs/operating.md). \
        The file is its owner's alone (0600) and has its name once all of it is on the disk. It holds people's data.\n\n\
        Example:\n  pse-backend store backup /var/backups/pse-2026-11-28.sqlite && pse-backend store verify /var/backups/pse-2026-11-28.sqlite"
    )]
    Backup {
        /// The file to make.
        file: PathBuf,
        /// Replace a file of that name.
        #[arg(long)]
        force: bool,
        /// Give up a backup of a PostgreSQL database that is not done after so many minutes: until then the server cannot remove
        /// old rows.
        #[arg(long, value_name = "MINUTES", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=10_000))]
        within: u64,
    },
    /// Put a backup in the store's place (store.url); of an SQLite file, the old one is kept beside it.
    #[command(
        after_help = "The service must be stopped. The backup is verified first. A PostgreSQL database must be empty, and every row of it is \
        compared with the backup; a restore that was cut short goes on when it is run again.\n\n\
        Example:\n  pse-backend store restore /var/backups/pse-2026-11-28.sqlite --force"
    )]
    Restore {
        /// The backup.
        file: PathBuf,
        /// Also when the SQLite file has checkouts or payments, or cannot be read.
        #[arg(long)]
        force: bool,
    },
    /// Copy everything of the store (store.url) to another one, row by row, counted and compared.
    #[command(
        after_help = "Every service must be stopped. The other store is an SQLite file that is not there yet, or an empty PostgreSQL database; its \
        role is the one that is to own the tables (store.direct_url, where there is one). \
        A copy that was cut short goes on when it is run again. At the end no service starts on the old store any more, unless --undo is run.\n\n\
        Example:\n  pse-backend store copy --to postgres://pse@db.example.co/pse --to-password-file /etc/pse/db-password"
    )]
    Copy {
        /// The other store, as store.url would name it.
        #[arg(long, value_name = "URL", required_unless_present = "undo")]
        to: Option<String>,
        /// The file with the password of the user in --to.
        #[arg(long, value_name = "FILE", requires = "to")]
        to_password_file: Option<PathBuf>,
        /// Let a service start on the old store again: only where nothing was paid with the copy.
        #[arg(long, conflicts_with = "to")]
        undo: bool,
    },
    /// Check a backup, or the store, whole: one line for each finding, and exit status 1 when there is one.
    #[command(
        after_help = "Works while the service runs.\n\nExample:\n  pse-backend store verify /var/backups/pse-2026-11-28.sqlite"
    )]
    Verify {
        /// The backup; the configured store, when none is named.
        file: Option<PathBuf>,
    },
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For people.
    Table,
    /// For programs.
    Json,
}
