//! The sandbox over HTTP, as merchants, buyers and tests use it.

#[cfg(test)]
mod amounts;
#[cfg(test)]
mod authentication;
#[cfg(test)]
mod bank_journeys;
#[cfg(test)]
mod control_interface;
#[cfg(test)]
mod creation;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fields;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod hostile_forms;
#[cfg(test)]
mod many_buyers;
#[cfg(test)]
mod network_portal;
#[cfg(test)]
mod network_trouble;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod registration;
#[cfg(test)]
mod soap_endpoint;
#[cfg(test)]
mod stopping;
#[cfg(test)]
mod thousand_journeys;
