//! What an operator does with the store, by the real program: while the service runs, and after it has ended.
//!
//! | file | holds |
//! |---|---|
//! | `backups` | backups under load, restored, and cut short |
//! | `control` | the socket by which commands reach the service |
//! | `damage` | a damaged file is noticed |
//! | `copies` | everything is copied to another file |
//! | `databases` | the same with a PostgreSQL database: moved there and back, backed up, restored |
//! | `deeds` | what these tests do: commands, and what they print |

#[cfg(test)]
mod backups;
#[cfg(test)]
mod control;
#[cfg(test)]
mod copies;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod databases;
#[cfg(test)]
mod deeds;
