//! Keeping a live outcome up to date: the event stream, readings now and then in case
//! it is cut, and nothing at all while the tab is hidden.

use pse_shared::form::screen::{Purpose, is_live};
use pse_shared::paths;
use wasm_bindgen::JsValue;

use super::model::Banks;
use super::state::Widget;
use crate::api::read;
use crate::browser;
use crate::polling;
use crate::step::WidgetStep;

impl Widget {
    /// Follows the payment while it is live and seen; otherwise stops.
    pub(super) fn follow_payment(self) {
        let Some(host) = self.host() else { return };
        let hidden = browser::hidden();
        let live = self.with(|model| {
            let view = model.view.as_ref().filter(|view| is_live(view))?;
            let state = view.payment.as_ref()?.state;
            (model.step == WidgetStep::Outcome && !hidden).then_some((
                state,
                model.stream_open,
                model.readings,
                model.runs.stream.is_none() && !model.stream_cut,
            ))
        });
        let Some((state, stream_open, readings, unheard)) = live else {
            self.rest();
            return;
        };
        let timer = polling::delay(state, stream_open, readings)
            .map(|delay| browser::later(delay, self, Self::read_later));
        let stream = unheard.then(|| {
            let url = host.origin() + &paths::events(&host.checkout());
            browser::stream(&url, move |event| self.hear(&event))
        });
        self.change(|model| {
            model.readings = model.readings.saturating_add(1);
            model.runs.timer = timer;
            if let Some(stream) = stream {
                model.runs.stream = Some(stream);
            }
        });
    }

    fn rest(self) {
        // Dropped outside, as what stops may look at the model.
        let stopped = self.change(|model| {
            model.stream_open = false;
            model.stream_cut = false;
            model.readings = 0;
            (model.runs.timer.take(), model.runs.stream.take())
        });
        drop(stopped);
    }

    /// Reads at the polling's own pace; a stream that was cut may be begun again.
    fn read_later(self) {
        self.change(|model| model.stream_cut = false);
        self.read();
    }

    /// The stream brought the checkout as it is now, or was cut: then it is read at once, and the
    /// next reading in its time begins another stream.
    fn hear(self, event: &JsValue) {
        let is_cut = event.is_undefined();
        let (was_open, cut) = self.change(|model| {
            let cut = if is_cut { model.runs.stream.take() } else { None };
            model.stream_cut = is_cut;
            (core::mem::replace(&mut model.stream_open, !is_cut), cut)
        });
        drop(cut);
        match read::checkout(event) {
            Some(view) => {
                self.change(|model| model.readings = 0);
                self.take(view);
            }
            None if was_open => self.read(),
            None => {}
        }
    }

    /// Watches the page: hidden it asks nothing; shown again, also by the Back button
    /// from the bank, everything is read anew.
    pub(super) fn watch_page(self) {
        let page = browser::page_changes(move |cached| self.page_changed(cached));
        self.change(|model| model.runs.page = Some(page));
    }

    fn page_changed(self, cached: bool) {
        if browser::hidden() {
            self.follow_payment();
            return;
        }
        if self.with(|model| matches!(model.banks, Banks::Unavailable)) {
            self.load_banks();
        }
        match self.with(|model| model.step) {
            WidgetStep::Leaving => {
                self.change(|model| model.purpose = Purpose::Outcome);
                self.again();
            }
            WidgetStep::Failed => self.again(),
            WidgetStep::Outcome | WidgetStep::Loading => {
                self.change(|model| model.readings = 0);
                self.read();
            }
            WidgetStep::Button | WidgetStep::Form | WidgetStep::Expired if cached => self.read(),
            WidgetStep::Button | WidgetStep::Form | WidgetStep::Expired => {}
        }
    }
}
