//! How many files and sockets the process may have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Raises the limit of open files and sockets to the hard one, which needs no privilege, and returns what it then is.
#[must_use]
pub fn raised() -> u64 {
    let found = getrlimit(Resource::Nofile);
    let (current, most) = (found.current.unwrap_or(u64::MAX), found.maximum.unwrap_or(u64::MAX));
    if current >= most {
        return current;
    }
    let raised = setrlimit(Resource::Nofile, Rlimit { current: found.maximum, ..found });
    if raised.is_ok() { most } else { current }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_raised_to_the_hard_one() {
        let raised = raised();
        let limits = getrlimit(Resource::Nofile);
        assert_eq!(limits.current, limits.maximum);
        assert_eq!(raised, limits.maximum.unwrap_or(u64::MAX));
    }
}
