//! Who may call: the merchant's login, a proof of its secret, and a seed that is fresh by
//! the sandbox's clock.

use pse_placetopay::{Authentication, Fault, parse_seed, tran_key};
use subtle::ConstantTimeEq as _;

use super::faults::client_fault;
use crate::sandbox::Sandbox;

/// Checks the caller's login, proof and seed.
pub(super) fn authenticate(sandbox: &Sandbox, auth: &Authentication) -> Result<(), Fault> {
    let merchant = &sandbox.world.merchant;
    let seed = auth.seed.as_deref().unwrap_or_default();
    let proof = tran_key(seed, &merchant.secret);
    let same = |given: Option<&str>, right: &str| {
        given.unwrap_or_default().as_bytes().ct_eq(right.as_bytes())
    };
    let known =
        same(auth.login.as_deref(), &merchant.login) & same(auth.tran_key.as_deref(), &proof);
    if !bool::from(known) {
        return Err(client_fault("Acceso no autorizado, verifique el login y el tranKey."));
    }
    let Some(made_at) = parse_seed(seed) else {
        return Err(client_fault("Acceso no autorizado, la semilla no es una fecha ISO 8601."));
    };
    if sandbox.clock.age_of_seed(made_at) > sandbox.seed_window() {
        return Err(client_fault(
            "Acceso no autorizado, la semilla ha expirado: verifique el reloj de su servidor.",
        ));
    }
    Ok(())
}
