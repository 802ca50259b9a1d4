//! What the widget asks of the browser (`js/browser.js`), and the element it lives in.

use core::pin::Pin;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use pse_shared::Amount;
use pse_shared::receipt::Format;

use crate::exact::exact;

#[wasm_bindgen]
extern "C" {
    /// The element, as its loader hands it over.
    #[derive(Clone, Debug)]
    pub type Host;

    /// The checkout's id.
    #[wasm_bindgen(method, getter)]
    pub fn checkout(this: &Host) -> String;
    /// The origin the element's script came from: where the API is.
    #[wasm_bindgen(method, getter)]
    pub fn origin(this: &Host) -> String;
    /// Whether the buyer came back from the bank.
    #[wasm_bindgen(method, getter)]
    pub fn returned(this: &Host) -> bool;
    /// Aborted when the element goes.
    #[wasm_bindgen(method, getter)]
    pub fn signal(this: &Host) -> JsValue;
    /// The words of its language ([`crate::speech`]).
    #[wasm_bindgen(method, getter)]
    pub fn words(this: &Host) -> String;
    /// The path of the mark on the button.
    #[wasm_bindgen(method, getter)]
    pub fn mark(this: &Host) -> String;
    /// The shadow root.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &Host) -> JsValue;
    /// What the loader was answered at a path before this was there; once each.
    #[wasm_bindgen(method)]
    pub fn early(this: &Host, path: &str) -> Option<Promise>;

    /// `pse:ready`.
    #[wasm_bindgen(method)]
    pub fn ready(this: &Host, checkout_state: &str);
    /// `pse:step`; the loader shows its button in the step of that name only.
    #[wasm_bindgen(method)]
    pub fn step(this: &Host, step: &str);
    /// `pse:redirect`.
    #[wasm_bindgen(method)]
    pub fn redirect(this: &Host, payment: &str, bank_url: &str);
    /// `pse:status`.
    #[wasm_bindgen(method)]
    pub fn status(this: &Host, checkout_state: &str, payment: &str, payment_state: &str);
    /// `pse:error`.
    #[wasm_bindgen(method)]
    pub fn error(this: &Host, code: &str);
}

#[wasm_bindgen(module = "/js/browser.js")]
extern "C" {
    /// A field of parsed JSON.
    pub fn field(object: &JsValue, key: &str) -> JsValue;
    /// Makes an API call, with a key a POST; where the answer was asked for early, it is that one if it comes. Gives the
    /// `answer` and its `json`.
    pub fn send(
        early: Option<Promise>,
        url: &str,
        signal: &JsValue,
        lang: &str,
        key: Option<&str>,
        body: Option<&str>,
    ) -> Promise;
    fn money(text: &str, currency: &str, lang: &str) -> String;
    fn moment(text: &str, lang: &str, time_only: bool) -> String;
    /// The code of the bank used last on this device, if its buyer wished that.
    pub fn remembered() -> Option<String>;
    /// Remembers a bank by its code, or forgets it.
    pub fn remember(code: Option<&str>);
    /// Whether texts can be copied.
    #[wasm_bindgen(js_name = canCopy)]
    pub fn can_copy() -> bool;
    #[wasm_bindgen(js_name = copy)]
    fn write_clipboard(text: &str) -> Promise;
    fn cover(root: &JsValue, id: &str) -> Function;
    /// Whether the focus stays in the element that hears it leave.
    pub fn stays(event: &JsValue) -> bool;
    /// Milliseconds until a moment (RFC 3339).
    pub fn until(text: &str) -> f64;
    /// A new idempotency key.
    pub fn key() -> String;
    fn after(milliseconds: u32, callback: &JsValue) -> Function;
    fn listen(url: &str, callback: &JsValue) -> Function;
    fn watch(callback: &JsValue) -> Function;
    /// Has every field of the form that an event is about say what stands in it.
    pub fn settle(event: &JsValue);
    /// A text with letters and their accents as one character (NFC).
    pub fn composed(text: &str) -> String;
    /// The id of the option an event is about.
    #[wasm_bindgen(js_name = optionOf)]
    pub fn option_of(event: &JsValue) -> Option<String>;
    /// Keeps an event from doing what it always does.
    pub fn prevent(event: &JsValue);
    /// Whether the tab is hidden.
    pub fn hidden() -> bool;
    /// Sends the whole tab there; false where the page around does not let us.
    pub fn leave(url: &str) -> bool;
    /// Focuses an element of the shadow root once it is drawn.
    pub fn focus(root: &JsValue, id: &str);
    /// Scrolls an element of the shadow root into view within its list.
    pub fn reveal(root: &JsValue, id: &str);
    /// Prints one element of the shadow root alone.
    pub fn print(root: &JsValue, id: &str);
}

#[cfg(debug_assertions)]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// Says panics in the console. What is shipped has no words for them.
#[cfg(debug_assertions)]
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| console_error(&panic.to_string())));
}

/// A function the browser calls.
pub type Callback = Closure<dyn FnMut(JsValue)>;

/// Something under way that can be stopped: a timer, a stream, a watch.
#[derive(Debug)]
pub struct Running {
    stop: Function,
    _callback: Callback,
}

impl Drop for Running {
    fn drop(&mut self) {
        // A stop function of ours cannot throw.
        let _ = self.stop.call0(&JsValue::UNDEFINED);
    }
}

/// Something under way that a function of the browser's began with this callback.
fn run(begin: impl FnOnce(&JsValue) -> Function, action: Box<dyn FnMut(JsValue)>) -> Running {
    let callback = Callback::wrap(action);
    Running { stop: begin(callback.as_ref()), _callback: callback }
}

/// Copies a text; whether it is copied.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(write_clipboard(text)).await.is_ok()
}

/// On a phone, lets an element cover the screen above the keyboard until this is dropped.
pub fn sheet(root: &JsValue, id: &str) -> Running {
    run(|_| cover(root, id), Box::new(|_| {}))
}

/// Does something after so many milliseconds. (A plain function, for the same reason as in `element`.)
pub fn later<C: Copy + 'static>(milliseconds: u32, of: C, action: fn(C)) -> Running {
    run(|callback| after(milliseconds, callback), Box::new(move |_| action(of)))
}

/// Does something with the JSON of each event of a stream (undefined while it is cut).
pub fn stream(url: &str, heard: impl FnMut(JsValue) + 'static) -> Running {
    run(|callback| listen(url, callback), Box::new(heard))
}

/// Does something whenever the page is shown, hidden or back on line; told whether it
/// comes from the browser's back/forward cache.
pub fn page_changes(mut changed: impl FnMut(bool) + 'static) -> Running {
    run(watch, Box::new(move |cached| changed(cached.is_truthy())))
}

/// Runs a task of the widget. They are all of one type, so that there is one copy of
/// the code that runs them.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    leptos::task::spawn_local(task);
}

/// The text of the field an event is about.
#[must_use]
pub fn typed(event: &JsValue) -> String {
    field(&field(event, "target"), "value").as_string().unwrap_or_default()
}

/// Whether the checkbox an event is about is ticked.
#[must_use]
pub fn is_checked(event: &JsValue) -> bool {
    field(&field(event, "target"), "checked").is_truthy()
}

/// The key of a keyboard event.
#[must_use]
pub fn key_name(event: &JsValue) -> String {
    field(event, "key").as_string().unwrap_or_default()
}

/// The time of day of a moment (RFC 3339), in Colombia, in this language.
#[must_use]
pub fn time_of_day(at: &str, lang: &str) -> String {
    moment(at, lang, true)
}

/// The browser's way with amounts and moments, in one language.
#[derive(Debug, Clone, Copy)]
pub struct Intl(pub &'static str);

impl Format for Intl {
    fn money(&self, amount: Amount, currency: &str) -> String {
        money(&exact(amount), currency, self.0)
    }

    fn moment(&self, at: &str) -> String {
        moment(at, self.0, false)
    }
}
