// Person or company, and the payer's data: only what the merchant did not send.

import { el } from "./dom.js";
import { accepts, asked, DOCUMENTS, FIELDS, keyboard } from "./rules.js";

/** The two kinds of person; neither is chosen for the buyer. */
export function personType({ kinds, entered, marks, texts, choose }) {
  const choices = kinds.map((kind, place) =>
    el("label", { part: "choice" },
      el("input", { type: "radio", name: "person-type", id: place === 0 && "person-type", value: kind, checked: entered.kind === kind, onchange: () => choose(kind) }),
      el("span", {}, texts[kind === "company" ? WORD.company : WORD.person])));
  const [group, error] = marks.tied("person-type", el("fieldset", { part: "person-type" }));
  group.append(el("legend", { part: "label" }, texts[WORD.person_type]), el("div", { class: "choices" }, ...choices), error);
  return group;
}

function documentTypes({ entered, texts, fill }) {
  const { kind, payer } = entered;
  const option = (value, place) => el("option", { value, selected: value === (payer.document_type ?? "") }, texts[place]);
  const types = Object.entries(DOCUMENTS).filter(([type]) => accepts(kind, type));
  if (kind !== "company") types.unshift(["", WORD.choose]);
  return el("select", { part: "input", onchange: ({ target }) => fill("document_type", target.value) }, ...types.map(([type, place]) => option(type, place)));
}

function input(name, { entered, fill }) {
  const { type = "text", autocomplete = "off" } = FIELDS[name];
  return el("input", {
    part: "input", type, name, autocomplete, inputmode: keyboard(name, entered.payer.document_type), value: entered.payer[name] ?? "",
    oninput: ({ target }) => fill(name, target.value),
  });
}

/** The fields for this kind of person; nothing where nothing is needed. */
export function payerFields(context) {
  const { needed, entered, marks, texts } = context;
  const fields = asked(needed, entered.kind).flatMap((name) => {
    const { label, optional } = FIELDS[name];
    const control = name === "document_type" ? documentTypes(context) : input(name, context);
    control.setAttribute("aria-required", String(!optional));
    const field = marks.labelled(name, optional ? `${texts[label]} ${texts[WORD.optional]}` : texts[label], control);
    const isRepresentatives = name === "first_name" && entered.kind === "company";
    return isRepresentatives ? [el("p", { class: "muted" }, texts[WORD.representative]), field] : [field];
  });
  return fields.length > 0 ? el("div", { part: "fields" }, ...fields) : document.createTextNode("");
}
