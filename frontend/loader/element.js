// <pse-checkout>: the button, the widget that takes its place when it is pressed, and the
// link to the backend's own page where the widget cannot run.

import { apology, MARK, paint, patience, sheet, speak } from "./button.js";
import { isChecked, load, words } from "./files.js";
import { address, complain, guess, said } from "./service.js";

const PROPERTIES = ["checkout", "service"];
const BUSY = "aria-busy";

/** The checkout the buyer came back for: the backend adds it to the return address. */
const returned = () => RETURNED.exec(location.search)?.[1];
const ID = "(chk_[a-z2-7]{32})";
const GIVEN = RegExp(`^\\s*${ID}\\s*$`);
const RETURNED = RegExp(`[?&]${RETURN_PARAMETER}=${ID}`);

const live = new Set();

// What is thrown by the module, or by what it asks of a browser that lacks it, leaves nothing of it usable. By whom, the
// first address in the stack says: a page's own errors are none of ours, also where we called it.
const trapped = ({ error, reason }) => {
  if (/^((?!http)[^])*http\S+\/pse-checkout-/.test((error ?? reason)?.stack)) live.forEach((element) => element.fail("panic"));
};
addEventListener("error", trapped);
addEventListener("unhandledrejection", trapped);

const idle = self.requestIdleCallback ?? ((callback) => setTimeout(callback, 200));

class PseCheckout extends HTMLElement {
  static observedAttributes = ["checkout", "lang", "service"];

  #root = this.attachShadow?.({ mode: "open" }) ?? this;
  #here;
  #button;
  #shown;
  #handle;
  #starting;
  #wanted;
  #failed;
  #life;

  connectedCallback() {
    // Moved within the page: nothing to do anew.
    if (this.#here) return;
    // What was set before there were properties.
    for (const name of PROPERTIES) {
      if (!this.hasOwnProperty(name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#here = true;
    this.#begin();
  }

  async disconnectedCallback() {
    await 0;
    if (this.isConnected) return;
    this.#here = false;
    this.#end();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#here || before === now) return;
    if (name === "lang") return this.#speak();
    this.#end();
    this.#begin();
  }

  /** The language spoken: the element's own, its page's, else Spanish. */
  get #lang() {
    const [, code] = /^\s*([a-z]*)/.exec((this.closest("[lang]") ?? document.documentElement).lang?.toLowerCase());
    return LABELS[code]?.[0] ? code : "es";
  }

  /** Opens the form, as pressing the button does. */
  open() {
    this.#wanted = true;
    if (this.#handle) this.#handle.open();
    else if (this.#failed) this.#shown.click();
    else if (this.#life) this.#wait(LABEL.loading);
  }

  /** Reads the checkout again. */
  refresh() {
    this.#handle?.refresh();
  }

  #begin() {
    // It becomes part of addresses, and the page's own can say anything: only an id is one.
    const id = GIVEN.exec(this.checkout)?.[1] ?? returned();
    if (!id) return this.hasAttribute("checkout") && complain(this.checkout, "checkout's id");
    const service = address(this.service);
    this.#life = { id, api: service ?? said ?? guess, code: said ?? (service && isChecked() ? service : guess) };
    live.add(this);
    if (sheet) this.#root.adoptedStyleSheets = [sheet];
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
    this.#life?.abort?.abort();
    this.#handle?.free();
    this.#root.textContent = "";
    this.#life = this.#handle = this.#starting = this.#wanted = this.#failed = undefined;
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
    if (this.#shown.hasAttribute(BUSY)) return;
    this.#shown.setAttribute(BUSY, true);
    this.#say(what);
    this.#start();
    const life = this.#life;
    const after = (time, then) => setTimeout(() => this.#handle || this.#failed || life !== this.#life || then(), time);
    // Written here, not named, as each byte of the loader counts: milliseconds until a word about it, and in all.
    after(3_000, () => this.#say(LABEL.slow));
    after(20_000, () => this.fail("slow"));
  }

  /** In another language from here on; where its words cannot be had, in the same. */
  async #speak() {
    if (!this.#life) return;
    if (this.#failed) return this.#standIn();
    const lang = this.#lang;
    if (this.#shown) speak(this.#shown, lang);
    const lines = await words(this.#life.code, lang).catch(() => {});
    if (lines && lang === this.#lang) this.#handle?.speak(lines);
  }

  #start() {
    this.#starting ??= this.#life && this.#bring(this.#life);
  }

  async #bring(life) {
    try {
      // A moment later: the page's own script may still say where the service is.
      await 0;
      if (life === this.#life) await this.#mount(life);
    } catch {
      const elsewhere = life === this.#life && (await this.#isElsewhere());
      if (life === this.#life) this.fail(elsewhere ? "service" : "load");
    }
  }

  /** Whether it is known that the service is not where it was looked for. */
  async #isElsewhere() {
    const { api, id } = this.#life;
    if (!api) return true;
    try {
      // The service answers every page with a checkout or a problem.
      const found = await (await fetch(api + PATHS.checkout + id)).json();
      return !found.id && !found.code;
    } catch {
      // Who is there and answers with a page, or lets nobody read it, is another, if the address was a guess.
      return api === guess && self.fetch?.(api, { mode: "no-cors" }).then(Boolean, () => false);
    }
  }

  async #mount(life) {
    const { id, api, code } = life;
    if (!api || !code || !sheet) throw Error();
    const { signal } = (life.abort = new AbortController());
    const lang = this.#lang;
    // Asked while the module is on its way to ask, unless the page has brought it; each answer is for one taker.
    const asked = {};
    for (const path of [PATHS.checkout + id, PATHS.checkout_banks + id]) {
      this.querySelector(`[data-path="${path}"]`) ||
        (asked[path] = fetch(api + path, { signal, headers: { "accept-language": lang } })).catch(() => {});
    }
    const [module, lines] = await Promise.all([load(code), words(code, lang)]);
    // Removed meanwhile, and perhaps added again.
    if (life !== this.#life || this.#failed) return;
    const root = this.#root;
    root.adoptedStyleSheets = [sheet, module.sheet];
    this.#handle = module.mount({
      checkout: id,
      origin: api,
      words: lines,
      mark: MARK,
      signal,
      returned: id === returned(),
      root,
      asked,
      tell: (name, detail) => this.#tell(name, detail),
      step: (step) => this.#step(step),
    });
    if (lang !== this.#lang) this.#speak();
    if (this.#wanted) this.#handle.open();
  }

  #step(step) {
    const button = step === "button" ? this.#button : undefined;
    this.#show(button);
    if (button) {
      button.removeAttribute(BUSY);
      this.#say(LABEL.pay);
      if (this.#wanted) button.focus();
    }
    this.#tell("step", { step });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`pse:${name}`, { detail: { checkout: this.#life?.id, ...detail }, bubbles: true, composed: true }));
  }

  /** The widget cannot run here. */
  fail(code) {
    if (this.#failed || !this.#life) return;
    this.#failed = code;
    this.#handle = undefined;
    this.#root.textContent = "";
    this.#standIn();
    if (code === "service") complain(this.#life.api, "service: set data-service");
    this.#tell("error", { code });
  }

  /** In the widget's place: a link to the service's own page, or, where nobody knows the service, what the page says. */
  #standIn() {
    this.#show(this.#failed === "service" ? apology() : paint(`${this.#life.api}${PATHS.pay}${this.#life.id}?lang=${this.#lang}`));
  }
}

/** What is an attribute is a property, too: the checkout's id, and where its service is. */
for (const name of PROPERTIES) {
  Object.defineProperty(PseCheckout.prototype, name, {
    get() {
      return this.getAttribute(name);
    },
    set(value) {
      this.setAttribute(name, value ?? "");
    },
  });
}

/** Defines the element, unless another copy of this script has. */
export const define = () => customElements.get("pse-checkout") || customElements.define("pse-checkout", PseCheckout);

/** Begins again where the service has become known. */
export const restart = () => [...live].forEach((element) => element.attributeChangedCallback("service", said));
