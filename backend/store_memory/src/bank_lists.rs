//! The bank list of each site, and the right to ask for it.

use jiff::Timestamp;
use pse_core::model::SiteName;

use crate::tables::{Lease, ProcessId, Tables};

/// Takes the lease to ask for a site's bank list, unless another living process has it.
pub(crate) fn claim(
    tables: &mut Tables,
    site: &SiteName,
    process: ProcessId,
    now: Timestamp,
    lease_until: Timestamp,
) -> bool {
    let lease = tables.bank_list_leases.get(site).copied();
    let is_another_s =
        lease.is_some_and(|lease| lease.process != process && tables.holds(lease, now));
    if !is_another_s {
        tables.bank_list_leases.insert(site.clone(), Lease { process, until: lease_until });
    }
    !is_another_s
}

/// Releases the lease to ask for a site's bank list, when this process has it.
pub(crate) fn release(tables: &mut Tables, site: &SiteName, process: ProcessId) {
    if tables.bank_list_leases.get(site).is_some_and(|lease| lease.process == process) {
        tables.bank_list_leases.remove(site);
    }
}
