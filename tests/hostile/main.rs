//! What no well-meaning client sends: whatever the API's description allows and forbids, and bytes that are no request.
//!
//! | file | holds |
//! |---|---|
//! | `described` | schemathesis, with `schemathesis.toml`: thousands of requests made of `/openapi.json` |
//! | `wire` | a connection on which anything can be written |
//! | `framing` | requests whose length is said twice, wrongly or not at all |
//! | `heads` | heads that are too long, of another version, for another host, or none |
//! | `slow` | clients that never finish |
//! | `control` | the sandbox's control interface, called as a page of anybody's would |

#[cfg(test)]
mod control;
#[cfg(test)]
mod described;
#[cfg(test)]
mod framing;
#[cfg(test)]
mod heads;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod wire;
