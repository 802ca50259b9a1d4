//! The sandbox as its routes share it: settings, world, clock and memory.

use std::io;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::config::Config;
use crate::store::Store;
use crate::world::World;

/// A running sandbox: its settings, world, clock and store.
#[derive(Debug)]
pub(crate) struct Sandbox {
    pub(crate) config: Config,
    pub(crate) world: World,
    pub(crate) clock: Clock,
    /// Cancelled when the sandbox stops: whoever holds a connection lets go of it.
    pub(crate) stopping: CancellationToken,
    store: Mutex<Store>,
}

impl Sandbox {
    /// An empty sandbox in the world that the settings name.
    ///
    /// # Errors
    /// `InvalidInput` when the settings cannot be used, `InvalidData` when the world cannot.
    pub(crate) fn new(config: Config) -> io::Result<Self> {
        let world = config.check()?;
        Ok(Self {
            config,
            store: Mutex::new(Store::new(&world)),
            world,
            clock: Clock::default(),
            stopping: CancellationToken::new(),
        })
    }

    /// Looks at or changes what is remembered, at the time it is now; nobody else does
    /// meanwhile, so `work` must be short.
    pub(crate) fn with_store<T>(&self, work: impl FnOnce(&mut Store, Timestamp) -> T) -> T {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut store, self.clock.now())
    }

    /// How long after the buyer's confirmation bank 9004 approves.
    pub(crate) fn approve_after(&self) -> SignedDuration {
        signed(self.config.approve_after)
    }

    /// How far a seed may be from the sandbox's clock, either way.
    pub(crate) fn seed_window(&self) -> SignedDuration {
        signed(self.config.seed_window)
    }
}

fn signed(duration: core::time::Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}
