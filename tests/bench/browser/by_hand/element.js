// <pse-checkout> by hand: the button, and the form that takes its place when it is pressed.

import { leave, remember } from "../../../../frontend/js/browser.js";
import { ORIGIN, read, words } from "./data.js";
import { el, filled, logo } from "./dom.js";
import { Form } from "./form.js";

// Milliseconds until a word about a slow line.
const SLOW_AFTER = 3_000;

const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);

export class PseCheckout extends HTMLElement {
  static observedAttributes = ["checkout", "lang"];

  #root = this.attachShadow({ mode: "open" });
  #life;
  #id;
  #button;
  #form;
  #checkout;
  #banks;

  connectedCallback() {
    if (!this.#life) this.#begin();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return;
    if (name === "lang") return this.#speak();
    this.#end();
    this.#begin();
  }

  get #lang() {
    const code = (this.closest("[lang]") ?? document.documentElement).lang.split("-")[0].toLowerCase();
    return Object.hasOwn(LABELS, code) ? code : "es";
  }

  #begin() {
    this.#id = this.getAttribute("checkout");
    if (!/^chk_[a-z2-7]{32}$/.test(this.#id)) return;
    this.#life = new AbortController();
    this.#root.adoptedStyleSheets = [sheet];
    this.#button = el("button", { part: "button", class: "pay", type: "button", onclick: () => this.open() }, logo(), "");
    this.#close();
    const { signal } = this.#life;
    this.#checkout = read(this, `/v1/checkouts/${this.#id}`, signal, this.#lang);
    this.#checkout.then(({ state }) => this.#tell("ready", { state })).catch(() => {});
    this.#banks = this.#readBanks();
    words(this.#lang).catch(() => {});
  }

  #end() {
    this.#life?.abort();
    this.#root.replaceChildren();
    this.#life = this.#form = undefined;
  }

  #readBanks() {
    const banks = read(this, `/v1/banks?checkout=${this.#id}`, this.#life.signal, this.#lang).then(({ banks }) => {
      if (!banks.length) throw Error();
      return banks;
    });
    banks.catch(() => {});
    return banks;
  }

  #label(place) {
    this.#button.lang = this.#lang;
    this.#button.lastChild.data = LABELS[this.#lang][place];
  }

  /** Opens the form, as pressing the button does. */
  async open() {
    const life = this.#life;
    if (!life || this.#form || this.#button.ariaBusy) return;
    this.#button.ariaBusy = "true";
    this.#label(1);
    const slow = setTimeout(() => this.#label(2), SLOW_AFTER);
    try {
      const [checkout, texts] = await Promise.all([this.#checkout, words(this.#lang)]);
      if (life !== this.#life) return;
      if (checkout.state === "open") this.#show(checkout, texts);
      else this.#link();
    } catch {
      if (life === this.#life) this.#link();
    } finally {
      clearTimeout(slow);
    }
  }

  #show(checkout, texts) {
    this.#form = new Form({
      checkout,
      root: this.#root,
      banks: () => this.#banks,
      againBanks: () => (this.#banks = this.#readBanks()),
      address: `${ORIGIN}/v1/checkouts/${this.#id}/payments`,
      page: this.#page,
      signal: this.#life.signal,
      close: () => this.#close(true),
      left: (created, bank, texts) => this.#left(created, bank, texts),
      tell: (name, detail) => this.#tell(name, detail),
    });
    this.#root.replaceChildren(this.#form.draw(texts));
    this.#tell("step", { step: "form" });
    this.#focusHeading();
  }

  #focusHeading() {
    requestAnimationFrame(() => this.#root.getElementById("heading")?.focus());
  }

  /** The button again. */
  #close(focused) {
    this.#form = undefined;
    this.#button.ariaBusy = null;
    this.#label(0);
    this.#root.replaceChildren(this.#button);
    if (focused) this.#button.focus();
    this.#tell("step", { step: "button" });
  }

  /** In another language from here on; where its texts cannot be had, in the same. */
  async #speak() {
    const form = this.#form;
    if (!this.#life) return;
    if (!form) return this.#label(0);
    const lang = this.#lang;
    const texts = await words(lang).catch(() => {});
    if (texts && form === this.#form && lang === this.#lang) this.#root.replaceChildren(form.draw(texts));
  }

  /** The payment is created: the whole tab goes to the bank. */
  #left({ payment_id, bank_url }, bank, texts) {
    if (bank.remember) remember(bank.code);
    this.#tell("redirect", { payment: payment_id, bank_url });
    this.#tell("step", { step: "leaving" });
    this.#root.replaceChildren(
      el("div", { class: "widget", lang: texts[WORD.tag] },
        el("section", { part: "waiting" },
          el("span", { class: "spinner" }),
          el("h2", { part: "heading", id: "heading", tabindex: "-1" }, texts[WORD.leaving_title]),
          el("p", {}, texts[WORD.leaving]),
          el("a", { part: "submit", class: "pay submit", href: bank_url, target: "_top" }, filled(texts[WORD.go_to_bank], bank.name)))),
    );
    this.#focusHeading();
    leave(bank_url);
  }

  get #page() {
    return `${ORIGIN}/pay/${this.#id}?lang=${this.#lang}`;
  }

  /** The screen cannot be shown, or is another one: the service's own page has it. */
  #link() {
    const label = LABELS[this.#lang][0];
    this.#root.replaceChildren(el("a", { part: "button", class: "pay", lang: this.#lang, href: this.#page, target: "_top" }, logo(), label));
    this.#tell("error", { code: "load" });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`pse:${name}`, { detail: { checkout: this.#id, ...detail }, bubbles: true, composed: true }));
  }
}
