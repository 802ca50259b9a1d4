//! The service's description, for clients that generate themselves from one.

use crate::{Namespace, xml::escape_attribute};

/// The WSDL of the service at `location`, written from the service's published structures.
///
/// Default namespace and order of parts are as the service has them: other tools read those
/// wrongly.
#[must_use]
pub fn wsdl(namespace: &Namespace, location: &str) -> String {
    include_str!("service.wsdl")
        .replace("{namespace}", &escape_attribute(namespace.as_str()))
        .replace("{location}", &escape_attribute(location))
}
