//! Which versions of SQLite can be trusted with money.
//!
//! In WAL mode, SQLite 3.7.0 to 3.51.2 can lose committed rows when a checkpoint that resets
//! the log races with a writer (mended in 3.51.3).

/// Whether a version of SQLite can lose committed rows in WAL mode; `true` for a text that is not a version.
pub(super) fn loses_commits(version: &str) -> bool {
    let mut parts = version.split('.').map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (parts.next(), parts.next()) else { return true };
    let patch = match parts.next() {
        Some(Ok(patch)) => patch,
        None => 0,
        Some(Err(_)) => return true,
    };
    let version = (major, minor, patch);
    ((3, 7, 0)..=(3, 51, 2)).contains(&version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_lose_commits_are_known() {
        for bad in
            ["3.7.0", "3.7", "3.40.1", "3.50.4", "3.51.0", "3.51.2", "", "x", "3.x", "3.51.x"]
        {
            assert!(loses_commits(bad), "{bad}");
        }
        for good in ["3.6.23", "3.51.3", "3.52.0", "3.100.0", "4.0.0"] {
            assert!(!loses_commits(good), "{good}");
        }
    }
}
