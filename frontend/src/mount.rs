//! What the loader calls: mounts a widget into an element, and hands back a handle
//! whose `free` takes it away.

use leptos::mount::{UnmountHandle, mount_to_renderer};
use wasm_bindgen::prelude::*;

use crate::browser::Host;
use crate::element::{El, Scope, scoped};
use crate::screens::screen;
use crate::widget::Widget;

/// A mounted widget.
#[wasm_bindgen]
pub struct Handle {
    widget: Widget,
    _view: UnmountHandle<El>,
    _scope: Scope,
}

/// Mounts a widget into `place` and begins.
#[wasm_bindgen]
#[must_use]
pub fn mount(place: &web_sys::Element, host: Host) -> Handle {
    #[cfg(debug_assertions)]
    crate::browser::report_panics();
    let widget = Widget::new(host);
    let (view, scope) = scoped(|| mount_to_renderer(place, move || screen(widget)));
    widget.start();
    Handle { widget, _view: view, _scope: scope }
}

#[wasm_bindgen]
impl Handle {
    /// The buyer pressed the button.
    pub fn open(&self) {
        self.widget.open();
    }

    /// Says everything in another language, given that language's file.
    pub fn speak(&self, lines: String) {
        self.widget.speak(lines);
    }

    /// Reads the checkout again.
    pub fn refresh(&self) {
        self.widget.read();
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.widget.end();
    }
}
