//! How a page looks for a merchant's buyers.

use crate::config::{Logo, SiteConfig, Theme};

/// What a page shows of a merchant's own: nothing where it is nobody's.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look<'a> {
    /// The merchant's picture.
    pub logo: Option<&'a Logo>,
    /// The merchant's colours.
    pub theme: Option<&'a Theme>,
    /// The service's own origin, for what reads the page from elsewhere.
    pub origin: &'a str,
}

impl<'a> Look<'a> {
    /// Takes a site's look, at the service's origin.
    #[must_use]
    pub const fn of(site: &'a SiteConfig, origin: &'a str) -> Self {
        Self { logo: site.logo.as_ref(), theme: site.theme.as_ref(), origin }
    }
}
