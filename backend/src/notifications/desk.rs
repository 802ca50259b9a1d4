//! What the sender of notifications has in its hands: what it has claimed of each site, what is being sent, and which
//! attempts are not recorded yet.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, join, join_all};
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use pse_core::model::{Notification, SiteName};
use pse_core::ports::store::{AttemptMade, SiteClaim};
use pse_core::time::later;

use super::attempt::{Attempted, attempt};
use super::endpoint::Endpoint;
use super::site_places::SitePlaces;
use super::webhook_client::PATIENCE;
use super::webhook_sender::WebhookSender;

/// How long a claim on a notification lasts: an attempt, and twice as long for what waits for a place; then a dead
/// replica's claim ends. What was claimed anew meanwhile is not changed by an attempt under the earlier claim.
const LEASE: Duration = Duration::from_secs(30);

/// The sender's notifications, from their claim to the record of the attempt.
pub(super) struct Desk<'s> {
    sender: &'s WebhookSender,
    endpoints: &'s BTreeMap<&'s SiteName, Endpoint>,
    sites: BTreeMap<SiteName, SitePlaces>,
    /// The attempts under way.
    pub(super) sending: FuturesUnordered<BoxFuture<'s, Attempted>>,
    /// The attempts that were made and are not recorded yet.
    made: Vec<AttemptMade>,
}

impl<'s> Desk<'s> {
    /// Makes an empty desk, with places for each site that has a webhook.
    pub(super) fn new(
        sender: &'s WebhookSender,
        endpoints: &'s BTreeMap<&'s SiteName, Endpoint>,
    ) -> Self {
        let sites = endpoints.keys().map(|&site| (site.clone(), SitePlaces::default())).collect();
        Self { sender, endpoints, sites, sending: FuturesUnordered::new(), made: Vec::new() }
    }

    /// Lets the next claim look at every site.
    pub(super) fn look_everywhere(&mut self) {
        for places in self.sites.values_mut() {
            places.may_have_more = true;
        }
    }

    /// Records what was made, and claims what there is room for; `None` when there is nothing to do. All of it shares a
    /// commit where the store can do that, and the records come first: they may let others be due.
    pub(super) fn exchange(&mut self) -> Option<BoxFuture<'s, Vec<Notification>>> {
        let made = std::mem::take(&mut self.made);
        let wanted = self.wanted();
        if made.is_empty() && wanted.is_empty() {
            return None;
        }
        let sender = self.sender;
        let recorded = record(sender, made);
        let claimed = async move {
            if wanted.is_empty() {
                return Vec::new();
            }
            let now = sender.clock.now();
            let claimed = sender.store.claim_notifications(now, later(now, LEASE), &wanted).await;
            claimed.unwrap_or_else(|error| {
                tracing::error!(%error, "Notifications cannot be read.");
                Vec::new()
            })
        };
        Some(join(recorded, claimed).map(|((), claimed)| claimed).boxed())
    }

    fn wanted(&mut self) -> Vec<SiteClaim> {
        let wanted = self
            .sites
            .iter_mut()
            .map(|(site, places)| SiteClaim { site: site.clone(), limit: places.wanted() });
        wanted.filter(|claim| claim.limit > 0).collect()
    }

    /// Keeps what was claimed.
    pub(super) fn hold(&mut self, claimed: Vec<Notification>) {
        for notification in claimed {
            if let Some(places) = self.sites.get_mut(&notification.site) {
                places.push(notification);
            }
        }
    }

    /// Sends what was claimed, as far as there are places.
    pub(super) fn send(&mut self, claimed: Vec<Notification>) {
        self.hold(claimed);
        for (site, places) in &mut self.sites {
            if let Some(endpoint) = self.endpoints.get(site) {
                fill(self.sender, endpoint, places, &self.sending);
            }
        }
    }

    /// Keeps what came of an attempt until it is recorded, and gives its place to the next.
    pub(super) fn answered(&mut self, attempted: Attempted) {
        if let Some(places) = self.sites.get_mut(&attempted.site) {
            places.sent(&attempted.payment, attempted.is_delivered());
            if let Some(endpoint) = self.endpoints.get(&attempted.site) {
                fill(self.sender, endpoint, places, &self.sending);
            }
        }
        self.made.push(attempted.made);
    }

    /// Gives back what was not sent, and waits for what is under way.
    pub(super) async fn close(mut self) {
        let waiting: Vec<_> =
            self.sites.values_mut().flat_map(SitePlaces::give_up_waiting).collect();
        let now = self.sender.clock.now();
        let released = waiting.iter().map(|one| self.sender.store.release_notification(one, now));
        let (released, ()) = join(join_all(released), record(self.sender, self.made)).await;
        if let Some(error) = released.into_iter().find_map(Result::err) {
            tracing::error!(%error, "Notifications that were not sent will be late.");
        }
        while let Some(attempted) = self.sending.next().await {
            record(self.sender, vec![attempted.made]).await;
        }
    }
}

/// Starts an attempt in each free place.
fn fill<'s>(
    sender: &'s WebhookSender,
    endpoint: &'s Endpoint,
    places: &mut SitePlaces,
    sending: &FuturesUnordered<BoxFuture<'s, Attempted>>,
) {
    let needed = later(sender.clock.now(), PATIENCE);
    while let Some(next) = places.take(needed) {
        let WebhookSender { client, clock, metrics, .. } = sender;
        sending.push(attempt(client, clock.as_ref(), metrics, endpoint, next).boxed());
    }
}

async fn record(sender: &WebhookSender, made: Vec<AttemptMade>) {
    if made.is_empty() {
        return;
    }
    let recorded = sender.store.record_attempts(&made).await;
    for (AttemptMade { claim, .. }, recorded) in made.iter().zip(recorded) {
        if let Err(error) = recorded {
            tracing::error!(notification = %claim.id, %error, "An attempt to notify could not be recorded.");
        }
    }
}
