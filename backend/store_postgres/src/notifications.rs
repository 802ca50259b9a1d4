//! Notifications to merchants: kept until they are delivered, in order for each payment. The queue follows from the
//! notifications' rows by the database's own triggers; a claim writes the queue alone.

use jiff::Timestamp;
use pse_core::model::{Notification, NotificationId, PaymentId, SiteName};
use pse_core::ports::store::SiteClaim;

use super::columns::micros;
use super::failure::Failure;
use super::pool::Client;
use super::rows;
use super::values::{Text, Values};

/// Statement part: a notification is stored where the CTE `changed` has a payment, if there is one to store.
pub(crate) const ADDED: &str = "notification AS (
         INSERT INTO notifications (id, payment_id, site, body, state, attempts, next_attempt_at, created_at)
         SELECT :told_id, :told_payment, :told_site, :told_body, :told_state, :told_attempts, :told_next, :told_created
         FROM changed WHERE :told_id IS NOT NULL)";

/// Adds the values of [`ADDED`].
pub(crate) fn values<'v>(values: Values<'v>, told: Option<&'v Notification>) -> Values<'v> {
    let text = |read: fn(&Notification) -> &str| told.map(read);
    values
        .with("told_id", text(|told| told.id.as_str()))
        .with("told_payment", text(|told| told.payment_id.as_str()))
        .with("told_site", text(|told| told.site.as_str()))
        .with("told_body", text(|told| &told.body))
        .with("told_state", text(|told| told.state.as_str()))
        .with("told_attempts", told.map(|told| i64::from(told.attempts)))
        .with("told_next", told.map(|told| micros(told.next_attempt_at)))
        .with("told_created", told.map(|told| micros(told.created_at)))
}

/// Statement: due notifications of each wanted site are claimed, site by site in the order asked. By a list of their
/// positions, for the reason of the payments' claims.
pub(crate) const CLAIM: &str = "WITH due AS MATERIALIZED (
         SELECT place, one.* FROM unnest(:sites::text[], :limits::bigint[]) WITH ORDINALITY AS wanted (site, most, place)
         CROSS JOIN LATERAL (
             SELECT position, next_at FROM notification_queue AS queued
             WHERE NOT behind AND queued.site = wanted.site AND next_at <= :now
             ORDER BY next_at, created_at, position LIMIT wanted.most FOR UPDATE SKIP LOCKED) AS one),
     claimed AS (
         UPDATE notification_queue SET next_at = :lease_until
         WHERE position = ANY (ARRAY(SELECT position FROM due))
         RETURNING position, next_at)
     SELECT notifications.*, claimed.next_at AS tried_at
     FROM claimed JOIN due ON due.position = claimed.position
     JOIN notifications ON notifications.position = claimed.position
     ORDER BY place, due.next_at, notifications.created_at, notifications.position";

/// Claims due notifications of each wanted site until `lease_until`, of a site the longest due first, of each payment only
/// the oldest undelivered.
pub(crate) async fn claim(
    client: &Client,
    now: Timestamp,
    lease_until: Timestamp,
    wanted: &[SiteClaim],
) -> Result<Vec<Notification>, Failure> {
    static TEXT: Text = Text::new();
    let wanted: Vec<_> = wanted.iter().filter(|claim| claim.limit > 0).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let sites: Vec<String> = wanted.iter().map(|claim| claim.site.to_string()).collect();
    let limits: Vec<i64> = wanted.iter().map(|claim| claim.limit.into()).collect();
    let values = Values::default()
        .with("now", micros(now))
        .with("lease_until", micros(lease_until))
        .with("sites", sites)
        .with("limits", limits);
    let claimed = values.rows(client, &TEXT, || CLAIM.to_owned()).await?;
    Ok(rows::readable(&claimed, rows::notification))
}

/// Makes a claimed notification due at once, if the claim is still the latest.
pub(crate) async fn release(
    client: &Client,
    claimed: &Notification,
    now: Timestamp,
) -> Result<(), Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "UPDATE notification_queue SET next_at = :now
         WHERE position = (SELECT position FROM notifications WHERE id = :id) AND next_at = :lease_until"
            .to_owned()
    };
    let values = Values::default()
        .with("now", micros(now))
        .with("id", claimed.id.as_str())
        .with("lease_until", micros(claimed.next_attempt_at));
    values.run(client, &TEXT, write).await.map(|_| ())
}

/// Makes a notification of a site due at once, whatever its state.
pub(crate) async fn redeliver(
    client: &Client,
    site: &SiteName,
    id: &NotificationId,
    now: Timestamp,
) -> Result<Option<Notification>, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "UPDATE notifications SET state = 'due', next_attempt_at = :now
         WHERE id = :id AND site = :site
         RETURNING notifications.*, next_attempt_at AS tried_at"
            .to_owned()
    };
    let values = Values::default()
        .with("now", micros(now))
        .with("id", id.as_str())
        .with("site", site.as_str());
    values.first(client, &TEXT, write).await?.as_ref().map(rows::notification).transpose()
}

/// Reads a payment's notifications, oldest first.
pub(crate) async fn of_payment(
    client: &Client,
    payment: &PaymentId,
) -> Result<Vec<Notification>, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        concat!(
            "SELECT ",
            rows::notification_columns!(),
            " FROM notifications WHERE payment_id = :payment_id ORDER BY position"
        )
        .to_owned()
    };
    let values = Values::default().with("payment_id", payment.as_str());
    Ok(rows::readable(&values.rows(client, &TEXT, write).await?, rows::notification))
}
