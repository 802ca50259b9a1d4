// What is wrong with each field, tied to its control.

import { el, filled } from "./dom.js";

export class Marks {
  #places = new Map();
  #texts;
  /** What is wrong, by the field's id: a text's place and its gap, or a sentence of the service's. */
  wrong = new Map();

  /** Begins a new drawing, in these texts. */
  begin(texts) {
    this.#places.clear();
    this.#texts = texts;
  }

  /** A control and the place of its error, kept up to date. */
  tied(id, control) {
    const error = el("p", { part: "error", id: `${id}-error` });
    this.#places.set(id, { control, error });
    this.#paint(id);
    return [control, error];
  }

  /** A labelled control with room for its error. */
  labelled(id, label, control, attributes, ...inside) {
    control.id = id;
    return el("div", { part: "field", ...attributes }, el("label", { part: "label", for: id }, label), ...this.tied(id, control), ...inside);
  }

  /** Marks these, and no others. */
  set(wrong) {
    this.wrong = wrong;
    for (const id of this.#places.keys()) this.#paint(id);
  }

  /** Of the fields that are marked, says what is wrong with these now. */
  recheck(ids, now) {
    for (const id of ids) {
      if (!this.wrong.has(id)) continue;
      if (now.has(id)) this.wrong.set(id, now.get(id));
      else this.wrong.delete(id);
      this.#paint(id);
    }
  }

  #paint(id) {
    const place = this.#places.get(id);
    if (!place) return;
    const wrong = this.wrong.get(id);
    const { control, error } = place;
    if (wrong) {
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", error.id);
    } else {
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
    }
    error.textContent = !wrong ? "" : typeof wrong === "string" ? wrong : filled(this.#texts[wrong[0]], wrong[1] ?? "");
  }
}
