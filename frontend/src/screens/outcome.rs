//! How the latest payment stands, with every certified field.

use pse_shared::PaymentState;
use pse_shared::api::{CheckoutView, PaymentView};
use pse_shared::form::screen::{is_live, may_retry};
use pse_shared::outcome_sign::outcome_sign;
use pse_shared::receipt::rows;
use pse_shared::words::filled;

use crate::bank_url;
use crate::browser::{self, Intl};
use crate::components::bank_link::bank_link;
use crate::components::button::button;
use crate::components::heading::heading;
use crate::components::notice::notice;
use crate::element::{El, drawing, el};
use crate::widget::{Part, Widget};

/// The screen, drawn again at every change.
pub(super) fn outcome(widget: Widget) -> El {
    el("section").part("outcome").region(widget, |widget| widget.follow(Part::Outcome), drawn)
}

fn drawn(widget: Widget) -> Option<El> {
    widget.with(|model| {
        let view = model.view.as_ref()?;
        let payment = view.payment.as_ref()?;
        Some(el("div").child(paper(widget, view, payment)).child(actions(widget, view, payment)))
    })
}

/// What is printed.
fn paper(widget: Widget, view: &CheckoutView, payment: &PaymentView) -> El {
    let words = widget.words();
    let sign = outcome_sign(payment.state);
    let mut verdict = el("div")
        .class("verdict")
        .child(drawing("sign", sign.path))
        .child(heading(words.state_of(payment.state)))
        .child(el("p").text(words.lead(payment.state)));
    if payment.state == PaymentState::Pending {
        verdict = verdict.child(el("p").part("advice").text(words.pending_advice()));
    }
    if is_live(view) {
        verdict = verdict.child(el("p").class("muted").text(&next_check(widget, payment)));
    }
    let mut receipt = el("dl").part("receipt");
    for row in rows(view, payment, words, &Intl(words.tag())) {
        let mut value = el("dd").text(&row.value);
        if row.name == "cus" && browser::can_copy() {
            value = value.child(copy_button(widget, row.value));
        }
        receipt = receipt.child(
            el("div")
                .part("row")
                .attr("data-row", row.name)
                .child(el("dt").text(row.label))
                .child(value),
        );
    }
    let mut paper = el("div").class("paper").attr("id", "paper").attr("data-tone", sign.tone);
    paper = paper.child(verdict).child(notice(widget)).child(receipt);
    if payment.on_test {
        paper = paper.child(el("p").class("muted").text(words.test()));
    }
    paper
}

/// Copies the CUS, which is what a buyer is asked for on the telephone.
fn copy_button(widget: Widget, cus: String) -> El {
    el("button")
        .part("copy")
        .attr("type", "button")
        .live_text(widget, |widget| {
            let words = widget.words();
            let copied = widget.detail(|model| model.copied);
            if copied { words.copied() } else { words.copy_cus() }.to_owned()
        })
        .hearing("click", Box::new(move |_| widget.copy(cus.clone())))
}

fn actions(widget: Widget, view: &CheckoutView, payment: &PaymentView) -> El {
    let words = widget.words();
    let mut actions = el("div").part("actions");
    if let Some(url) = &payment.bank_url
        && payment.state == PaymentState::Pending
        && bank_url::allowed(url)
    {
        actions = actions.child(bank_link(url, words.continue_at_bank()));
    }
    if may_retry(view) {
        let again = button("submit", words.again(), widget, |widget, _| widget.open());
        actions = actions.child(again.class("pay submit"));
    }
    actions.child(button("action", words.print(), widget, |widget, _| {
        if let Some(host) = widget.host() {
            browser::print(&host.root(), "paper");
        }
    }))
}

/// When the provider is asked next, so that nobody sits reloading the page.
fn next_check(widget: Widget, payment: &PaymentView) -> String {
    match &payment.next_probe_at {
        Some(at) if browser::until(at) > 0.0 => {
            filled(widget.words().next_check(), &browser::time_of_day(at, widget.words().tag()))
        }
        Some(_) | None => widget.words().next_check_soon().to_owned(),
    }
}
