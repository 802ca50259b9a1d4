// Kind of person, bank and payer's data, what is wrong with them, and the payment that is asked for.

import { focus, remembered } from "../../../../frontend/js/browser.js";
import { el, filled, logo } from "./dom.js";
import { Marks } from "./marks.js";
import { payerFields, personType } from "./payer_fields.js";
import { isAllowed, pay } from "./paying.js";
import { picker } from "./picker.js";
import { accepts, body, check, money } from "./rules.js";

// The form's head is seen before the rest of it is drawn, milliseconds; and how long the live region keeps what it said.
const FRAMES = 50;
const SAID_FOR = 3_000;
// After these another attempt would not help.
const FINAL = ["payment_pending", "checkout_paid", "checkout_expired", "not_found"];
const PLACES = { bank_interface: "person-type", bank_code: "bank" };

export class Form {
  #context;
  #entered = { kind: undefined, bank: undefined, remember: !!remembered(), payer: {} };
  #marks = new Marks();
  #texts;
  #banks;
  #busy = false;
  #said = el("div", { class: "said", role: "status" });
  #hush;

  constructor(context) {
    this.#context = context;
    const kinds = context.checkout.bank_interfaces;
    if (kinds.length === 1) this.#take(kinds[0]);
  }

  /** The whole of it, in these texts; what was entered stays. */
  draw(texts) {
    const { checkout } = this.#context;
    this.#texts = texts;
    this.#marks.begin(texts);
    const form = el("form", { part: "form", novalidate: true, onsubmit: (event) => this.#submit(event) },
      el("h2", { part: "heading", id: "heading", tabindex: "-1" }, texts[WORD.pay]),
      el("div", { part: "summary" },
        el("span", {}, checkout.merchant.name),
        el("strong", { part: "amount" }, money(checkout.total_amount, checkout.currency, texts)),
        el("span", { class: "muted", title: checkout.description }, checkout.description)),
      personType({ ...this.#shared, kinds: checkout.bank_interfaces, choose: (kind) => this.#choose(kind) }),
      this.#bank());
    setTimeout(() => form.append(this.#rest()), FRAMES);
    return el("div", { class: "widget", lang: texts[WORD.tag] }, form, this.#said);
  }

  get #shared() {
    const { checkout, root } = this.#context;
    return { entered: this.#entered, marks: this.#marks, texts: this.#texts, root, needed: checkout.payer_fields };
  }

  /** The bank's field; while there is no list, what stands for it. */
  #bank() {
    const texts = this.#texts;
    const { checkout, banks, againBanks } = this.#context;
    if (this.#banks) {
      return picker({
        ...this.#shared, banks: this.#banks, favourites: checkout.favourite_banks, say: (text) => this.#say(text),
        chosen: (bank) => {
          this.#entered.bank = bank;
          this.#recheck("bank");
          this.#submitText();
        },
      });
    }
    const waiting = this.#marks.labelled("bank", texts[WORD.bank], el("input", { part: "input", disabled: true, placeholder: texts[WORD.banks_loading] }));
    const none = () =>
      el("div", { part: "field" },
        el("span", { part: "label" }, texts[WORD.bank]),
        el("p", { part: "notice" }, texts[WORD.bank_list_unavailable]),
        el("button", { part: "action", type: "button", id: "bank", onclick: ({ target }) => {
          againBanks();
          target.parentNode.replaceWith(this.#bank());
        } }, texts[WORD.again]));
    banks().then(
      (list) => {
        this.#banks = list;
        waiting.replaceWith(this.#bank());
      },
      () => {
        waiting.replaceWith(none());
        this.#say(texts[WORD.bank_list_unavailable]);
      },
    );
    return waiting;
  }

  #rest() {
    const texts = this.#texts;
    const { checkout, close } = this.#context;
    return el("div", { class: "rest" },
      this.#fields(),
      el("p", { part: "through-pse" }, logo(), el("span", {}, texts[WORD.through_pse])),
      el("p", { part: "consent" }, checkout.consent ?? ""),
      el("p", { part: "notice", id: "notice", tabindex: "-1" }),
      el("button", { part: "submit", class: "pay submit", disabled: this.#busy }, this.#continue),
      el("button", { part: "cancel", type: "button", disabled: this.#busy, onclick: close }, texts[WORD.cancel]));
  }

  #fields() {
    return payerFields({ ...this.#shared, fill: (name, text) => this.#fill(name, text) });
  }

  get #continue() {
    const texts = this.#texts;
    const { bank } = this.#entered;
    if (this.#busy) return texts[WORD.creating];
    return bank ? filled(texts[WORD.continue_to], bank.name) : texts[WORD.continue_];
  }

  #find(selector) {
    return this.#context.root.querySelector(selector);
  }

  #submitText() {
    const button = this.#find(".submit");
    if (button) button.textContent = this.#continue;
  }

  #take(kind) {
    const { payer } = this.#entered;
    this.#entered.kind = kind;
    if (!payer.document_type || !accepts(kind, payer.document_type)) payer.document_type = kind === "company" ? "NIT" : "";
  }

  #choose(kind) {
    this.#take(kind);
    this.#find(".fields")?.replaceWith(this.#fields());
    this.#recheck("person-type", "document_type", "document");
  }

  #fill(name, text) {
    this.#entered.payer[name] = text;
    if (name === "document_type") {
      const numeric = /^(CC|TI|NIT|SSN)$/.test(text);
      this.#find("#document")?.setAttribute("inputmode", numeric ? "numeric" : "text");
    }
    this.#recheck(name, "document");
  }

  #check() {
    return check(this.#entered, this.#context.checkout.payer_fields);
  }

  #recheck(...ids) {
    if (this.#marks.wrong.size > 0) this.#marks.recheck(ids, this.#check());
  }

  #say(text) {
    this.#said.textContent = text;
    clearTimeout(this.#hush);
    this.#hush = setTimeout(() => (this.#said.textContent = ""), SAID_FOR);
  }

  /** Marks what is wrong and leads there; whether anything is. */
  #mark(wrong) {
    this.#marks.set(wrong);
    const [first] = wrong.keys();
    if (!first) return false;
    this.#say(wrong.size === 1 ? this.#texts[WORD.one_wrong] : filled(this.#texts[WORD.many_wrong], wrong.size));
    focus(this.#context.root, first);
    return true;
  }

  #setBusy(busy) {
    this.#busy = busy;
    for (const button of [this.#find(".submit"), this.#find(".cancel")]) button?.toggleAttribute("disabled", busy);
    this.#submitText();
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    this.#find("#notice").textContent = "";
    if (this.#mark(this.#check())) return;
    const { checkout, address, signal, tell, left } = this.#context;
    const { bank, remember } = this.#entered;
    const texts = this.#texts;
    this.#setBusy(true);
    this.#say(texts[WORD.creating]);
    tell("step", { step: "creating" });
    try {
      const created = await pay({ address, signal, lang: texts[WORD.tag], body: body(this.#entered, checkout.payer_fields, texts[WORD.provider_code]) });
      if (!isAllowed(created.bank_url)) throw { code: "garbled" };
      left(created, { ...bank, remember }, this.#texts);
    } catch (trouble) {
      this.#refused(trouble);
    }
  }

  /** Nothing was created, or nobody knows: says why and what to do. */
  #refused({ code, detail, errors = [], wait }) {
    const texts = this.#texts;
    const { tell, root, page } = this.#context;
    tell("error", { code });
    tell("step", { step: "form" });
    this.#setBusy(false);
    let sentence = detail ?? texts[code === "offline" ? WORD.offline : WORD.failed];
    if (wait) sentence += ` ${filled(texts[WORD.wait], wait)}`;
    const notice = this.#find("#notice");
    if (code === "validation_failed") {
      const others = [];
      const marked = new Map();
      for (const { field, detail } of errors) {
        const id = PLACES[field] ?? field.replace(/^payer\./, "");
        if (root.getElementById(id)) marked.set(id, detail);
        else others.push(detail);
      }
      if (this.#mark(marked) && others.length === 0) return;
      if (others.length > 0) sentence = others.join(" ");
    }
    this.#say(sentence);
    notice.textContent = sentence;
    if (FINAL.includes(code)) {
      notice.toggleAttribute("data-barred", true);
      notice.after(el("a", { part: "link", href: page, target: "_top" }, texts[WORD.open_page]));
    }
    focus(root, "notice");
  }
}
