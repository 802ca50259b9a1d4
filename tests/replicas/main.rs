//! Several replicas of the service over one PostgreSQL database: what one does the others know, nobody is asked or told
//! twice, and nothing is lost when a replica, a connection or the database dies.
//!
//! | file | holds |
//! |---|---|
//! | `reading` | what begins at one replica is read and followed at the other |
//! | `agreeing` | one bank list, one return limit, one payment for a key and for a checkout |
//! | `probing` | each payment is asked about once an interval, whoever asks |
//! | `suspended` | a replica that stands still past its claims, and goes on |
//! | `telling` | the merchant's server is told in order, by one at a time |
//! | `dying` | a replica that is killed: its work is taken over, a living one's is left alone |
//! | `clocks` | machines whose clocks are wrong by minutes, and are set meanwhile |
//! | `restarting` | one replica after the other is restarted while buyers pay |
//! | `failing_over` | the database crashes, is replaced by its standby, or cuts its connections |
//! | `balancing` | two replicas behind nginx and behind Caddy, as the guide has them |
//! | `restoring` | a dump taken while buyers pay, restored and carried on with |
//! | `chaos` | all of it at random moments; `make chaos` for as long as one likes |
//!
//! `balancers` are nginx and Caddy, `dice` is chance by a seed. With `tests/upgrades` they share `several` (replicas and their database),
//! `crowd` (buyers who pay all the while), `merchant`, `ledger` and `books` (whether provider, database and merchant agree in the end) of
//! the harness.

#[cfg(test)]
mod agreeing;
#[cfg(test)]
mod balancers;
#[cfg(test)]
mod balancing;
#[cfg(test)]
mod chaos;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod dice;
#[cfg(test)]
mod dying;
#[cfg(test)]
mod failing_over;
#[cfg(test)]
mod probing;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod restarting;
#[cfg(test)]
mod restoring;
#[cfg(test)]
mod suspended;
#[cfg(test)]
mod telling;
