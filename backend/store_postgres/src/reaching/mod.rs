//! Tests of the way to the server, on servers of their own.

mod addresses;
mod certificates;
mod cluster;
mod encrypted;
mod fit;
mod pooled;
mod refused;
mod roles;
mod used;
mod waited;
