// <pse-checkout>: the button, the widget that takes its place when it is pressed, and the
// link to the backend's own page where the widget cannot run.

import { MARK, paint, patience, sheet, speak } from "./button.js";
import { load, ORIGIN, words } from "./files.js";

// How long somebody waits for the widget, milliseconds: until a word about it, and in all.
const SLOW_AFTER = 3_000;
const PATIENCE = 20_000;

/** The checkout the buyer came back for: the backend adds it to the return address. */
const returned = () => new URLSearchParams(location.search).get(RETURN_PARAMETER);

const live = new Set();

// A trap in the module, whatever began it, leaves nothing of it usable.
const trapped = ({ error, reason }) => {
  if ((error ?? reason) instanceof WebAssembly.RuntimeError) for (const element of live) element.fail("panic");
};
addEventListener("error", trapped);
addEventListener("unhandledrejection", trapped);

const idle = self.requestIdleCallback ?? ((callback) => setTimeout(callback, 200));

export class PseCheckout extends HTMLElement {
  static observedAttributes = ["checkout", "lang"];

  #root = this.attachShadow({ mode: "open" });
  #id;
  #button;
  #shown;
  #handle;
  #starting;
  #wanted;
  #failed;
  #abort;

  connectedCallback() {
    // Moved within the page: nothing to do anew.
    if (!this.#id) this.#begin();
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

  /** The checkout's id, `chk_…`. */
  get checkout() {
    return this.getAttribute("checkout");
  }

  set checkout(id) {
    id ? this.setAttribute("checkout", id) : this.removeAttribute("checkout");
  }

  /** The language spoken: the element's own, its page's, else Spanish. */
  get #lang() {
    const tag = (this.closest("[lang]") ?? document.documentElement).lang;
    const code = tag.split("-")[0].toLowerCase();
    return code in LABELS ? code : "es";
  }

  /** Opens the form, as pressing the button does. */
  open() {
    this.#wanted = true;
    if (this.#handle) this.#handle.open();
    else if (this.#failed) this.#shown.click();
    else if (this.#id) this.#wait(LABEL.loading);
  }

  /** Reads the checkout again. */
  refresh() {
    this.#handle?.refresh();
  }

  #begin() {
    // It becomes part of addresses, and the page's own can say anything: only an id is one.
    const id = this.checkout || returned();
    if (!/^chk[\w-]+$/.test(id)) return;
    this.#id = id;
    live.add(this);
    this.#abort = new AbortController();
    this.#root.adoptedStyleSheets = [sheet];
    const start = () => this.#start();
    this.#button = paint();
    this.#button.onclick = () => this.open();
    this.#button.onpointerenter = this.#button.onfocus = start;
    if (id === returned()) {
      this.#show(patience());
      this.#wait(LABEL.asking_outcome);
    } else {
      this.#show(this.#button);
      // A page that is never idle must not keep it from loading.
      idle(start, { timeout: 2_000 });
    }
  }

  #end() {
    live.delete(this);
    this.#abort?.abort();
    this.#handle?.free();
    this.#root.replaceChildren();
    this.#id = this.#abort = this.#handle = this.#starting = this.#wanted = this.#failed = undefined;
  }

  /** What is in the shadow root before, or instead of, the widget's screens. */
  #show(element) {
    this.#shown?.remove();
    this.#shown = element;
    if (!element) return;
    speak(element, this.#lang);
    this.#root.prepend(element);
  }

  #say(what) {
    this.#shown.said = what;
    speak(this.#shown, this.#lang);
  }

  /** Somebody is waiting for the widget, and is told so. */
  #wait(what) {
    if (this.#shown.ariaBusy) return;
    this.#shown.ariaBusy = "true";
    this.#say(what);
    this.#start();
    const abort = this.#abort;
    const after = (time, then) => setTimeout(() => this.#handle || this.#failed || abort !== this.#abort || then(), time);
    after(SLOW_AFTER, () => this.#say(LABEL.slow));
    after(PATIENCE, () => this.fail("slow"));
  }

  /** In another language from here on; where its words cannot be had, in the same. */
  async #speak() {
    if (!this.#id) return;
    if (this.#failed) return this.#link();
    const lang = this.#lang;
    if (this.#shown) speak(this.#shown, lang);
    const lines = await words(lang).catch(() => {});
    if (lines && lang === this.#lang) this.#handle?.speak(lines);
  }

  #start() {
    const abort = this.#abort;
    this.#starting ??= abort && this.#mount(this.#id, abort).catch(() => abort !== this.#abort || this.fail("load"));
  }

  async #mount(id, abort) {
    const lang = this.#lang;
    // Asked while the module is on its way to ask; each answer is for one taker.
    const asked = {};
    for (const path of [PATHS.checkout + id, PATHS.checkout_banks + id]) {
      (asked[path] = fetch(ORIGIN + path, { credentials: "omit", signal: abort.signal, headers: { "accept-language": lang } })).catch(() => {});
    }
    const [module, lines] = await Promise.all([load(), words(lang)]);
    // Removed meanwhile, and perhaps added again.
    if (abort !== this.#abort || this.#failed) return;
    const root = this.#root;
    const place = document.createElement("div");
    root.adoptedStyleSheets = [sheet, module.sheet];
    root.append(place);
    this.#handle = module.mount(place, {
      checkout: id,
      origin: ORIGIN,
      words: lines,
      mark: MARK,
      signal: abort.signal,
      returned: id === returned(),
      root,
      early(path) {
        const answer = asked[path];
        delete asked[path];
        return answer;
      },
      ready: (state) => this.#tell("ready", { state }),
      step: (step) => this.#step(step),
      redirect: (payment, bank_url) => this.#tell("redirect", { bank_url, payment }),
      status: (state, payment, payment_state) => this.#tell("status", { state, payment, payment_state }),
      error: (code) => this.#tell("error", { code }),
    });
    if (lang !== this.#lang) this.#speak();
    if (this.#wanted) this.#handle.open();
  }

  #step(step) {
    const button = step === "button" ? this.#button : undefined;
    this.#show(button);
    if (button) {
      button.ariaBusy = null;
      this.#say(LABEL.pay);
      if (this.#wanted) button.focus();
    }
    this.#tell("step", { step });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`pse:${name}`, { detail: { checkout: this.#id, ...detail }, bubbles: true, composed: true }));
  }

  /** The widget cannot run here: the backend's own page can. */
  fail(code) {
    if (this.#failed || !this.#id) return;
    this.#failed = true;
    this.#handle = undefined;
    this.#root.replaceChildren();
    this.#link();
    this.#tell("error", { code });
  }

  #link() {
    this.#show(paint(`${ORIGIN}${PATHS.pay}${this.#id}?lang=${this.#lang}`));
  }
}
