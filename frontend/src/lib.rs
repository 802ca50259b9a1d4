//! The widget inside `<pse-checkout>`: Leptos, client side, compiled to WebAssembly.
//! The element itself, and the button that is there before any of this has loaded, are
//! JavaScript in `loader/`.
//!
//! The form's rules are in [`pse_shared::form`]. Plain logic of the widget alone, tested natively:
//! - [`step`]: which of the widget's screens is shown
//! - [`field_id`]: what the form's elements are called
//! - [`request_body`]: the body a payment is asked for with
//! - [`attempt`]: the idempotency key and when the same request is sent again
//! - [`search`]: finding a bank
//! - [`polling`]: when to read again
//! - [`bank_url`]: where the tab may be sent
//! - [`picker`]: the combobox's behaviour
//! - [`speech`]: the words of a language, from its file
//!
//! In the browser, one layer on the other (`screens → components`, and only [`api`]
//! touches the network):
//! - [`mount`]: what the loader calls
//! - [`widget`]: the state of one widget and what moves it
//! - [`screens`], [`components`]: what is drawn
//! - [`element`]: how an element is drawn
//! - [`api`], [`browser`]: the backend's calls, and the browser's

pub mod api;
pub mod attempt;
pub mod bank_url;
pub mod browser;
pub mod components;
pub mod element;
pub mod field_id;
pub mod mount;
pub mod picker;
pub mod polling;
pub mod request_body;
pub mod screens;
pub mod search;
pub mod speech;
pub mod step;
pub mod widget;

/// Small: the standard one weighs three times as much.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
