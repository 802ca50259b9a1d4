//! Tests of the way to the server, on servers of their own.

mod addresses;
mod certificates;
mod cluster;
mod encrypted;
mod fit;
mod odd;
mod planned;
mod pooled;
mod refused;
mod rivals;
mod roles;
mod used;
mod waited;
