//! One client that asks for the same thing again and again.

use std::time::Instant;

use super::Wire;
use crate::failure::Failure;
use crate::statistics::Samples;

/// How long each of so many answers to `host:port` took, one after another, in microseconds.
pub(crate) async fn times(
    address: &str,
    path: &str,
    headers: &str,
    count: usize,
) -> Result<Samples, Failure> {
    let mut wire = Wire::to(address).await?;
    let mut times = Samples::default();
    for _ in 0..count {
        let began = Instant::now();
        let answer = wire.get(path, headers).await?;
        times.push_micros(began.elapsed());
        answer.good()?;
    }
    Ok(times)
}

/// The time that 99 of 100 answers take at most, in microseconds.
pub(crate) async fn p99(address: &str, path: &str, count: usize) -> Result<f64, Failure> {
    Ok(times(address, path, "", count).await?.quantile(0.99))
}
