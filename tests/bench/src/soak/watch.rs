//! The service's memory, looked at every few seconds and told every minute.

use std::time::{Duration, Instant};

use super::traffic::Traffic;
use crate::failure::Failure;
use crate::observe::memory::resident_kib;
use crate::statistics::Samples;

/// Between two looks.
const LOOK: Duration = Duration::from_secs(2);
/// Looks that make up a moment: those of half a minute before it.
const MOMENT: Duration = Duration::from_secs(30);
/// Between two lines.
const TOLD: Duration = Duration::from_secs(60);

/// The memory at two moments, in KiB.
pub(super) struct Memory {
    /// After a sixth of the time.
    pub(super) early: Samples,
    /// At the end.
    pub(super) last: Samples,
}

/// Watches a process for so long, while the traffic goes on.
pub(super) async fn memory(
    process: u32,
    whole: Duration,
    traffic: &mut Traffic,
) -> Result<Memory, Failure> {
    let mut memory = Memory { early: Samples::default(), last: Samples::default() };
    // In a short run a moment is shorter, too.
    let moment = MOMENT.min(whole / 12);
    let mut looks = tokio::time::interval(LOOK.min(moment / 3));
    let (began, mut told) = (Instant::now(), Duration::ZERO);
    loop {
        looks.tick().await;
        traffic.goes_on()?;
        let now = began.elapsed();
        let resident = resident_kib(process)?;
        if now >= whole {
            memory.last.push(resident);
            return Ok(memory);
        }
        let within = |end: Duration| now < end && now >= end.saturating_sub(moment);
        if within(whole / 6) {
            memory.early.push(resident);
        }
        if within(whole) {
            memory.last.push(resident);
        }
        if now >= told {
            let (minute, mib) = (now.as_secs_f64() / 60.0, resident / 1024.0);
            println!("  minute {minute:3.0}: {mib:.1} MiB, {}", traffic.so_far());
            told += TOLD;
        }
    }
}
