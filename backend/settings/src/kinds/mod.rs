//! Kinds of value that any configuration may have.
//!
//! - `text`: [`text_up_to`], [`one_of`]
//! - `number`: [`count`], [`switch`]
//! - `duration`: [`duration()`]
//! - `addresses`: [`socket`], [`web_address`], [`web_root`]

mod addresses;
mod duration;
mod number;
mod text;

pub use addresses::{socket, web_address, web_root};
pub use duration::duration;
pub use number::{count, switch};
pub use text::{one_of, text_up_to};
