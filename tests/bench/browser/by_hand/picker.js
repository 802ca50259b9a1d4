// The bank: a combobox that searches, and its list.

import { cover, remember, remembered, reveal, stays } from "../../../../frontend/js/browser.js";
import { el, filled } from "./dom.js";
import { find, searchable } from "./search.js";

// How far Page Up and Page Down go.
const PAGE = 8;

/** The list with the bank used last and the merchant's favourites first, and how many of each these are. */
function arranged(banks, favourites) {
  const last = banks.filter(({ code }) => code === remembered());
  const liked = favourites.map((code) => banks.find((bank) => bank.code === code)).filter((bank) => bank && !last.includes(bank));
  const list = [...new Set([...last, ...liked, ...banks])];
  return { list, last: last.length, first: new Set([...last, ...liked]).size };
}

/** The bank's field where there is a list. */
export function picker({ banks, favourites, entered, marks, texts, root, chosen, say }) {
  let { list, last, first } = arranged(banks, favourites);
  let names = searchable(list);
  let found = find(names, "");
  let drawn;
  let active = -1;
  let open = false;
  let searching = false;
  let uncover = () => {};

  const input = el("input", {
    part: "input", role: "combobox", placeholder: texts[WORD.bank_hint], autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    "aria-autocomplete": "list", "aria-controls": "banks", "aria-required": "true", "aria-expanded": "false", value: entered.bank?.name ?? "",
    oninput: typed, onkeydown: press,
    onclick: () => show(),
  });
  const place = el("div", { class: "list", hidden: true, onpointerdown: keep, onmousedown: keep });
  const field = marks.labelled("bank", texts[WORD.bank], input, { class: "field picker", id: "picker", onfocusout: (event) => stays(event) || left() },
    el("button", { class: "close", type: "button", onclick: left }, texts[WORD.close]), place);

  // Pressing the list must not take the focus, and with it the list, away.
  function keep(event) {
    event.preventDefault();
  }

  /** Searches anew; what is found again is not drawn again. */
  function search() {
    const now = find(names, searching ? input.value : "");
    const isSame = ({ bank, marked }, at) => found[at].bank === bank && String(found[at].marked) === String(marked);
    if (now.length !== found.length || !now.every(isSame)) found = now;
  }

  function option({ bank: { name }, marked: [from, to] }, at) {
    return el("li", { part: "option", id: `bank-${at}`, role: "option", "aria-selected": "false" }, name.slice(0, from), el("mark", {}, name.slice(from, to)), name.slice(to));
  }

  function group(place) {
    return el("li", { class: "group", role: "presentation" }, texts[place]);
  }

  function draw() {
    if (drawn === found) return;
    drawn = found;
    if (found.length === 0) return place.replaceChildren(el("p", { class: "empty", id: "banks" }, texts[WORD.no_bank_found]));
    const options = found.map(option);
    if (first > 0 && found.length === list.length) {
      options.splice(first, 0, group(WORD.all_banks));
      if (first > last) options.splice(last, 0, group(WORD.favourites));
      if (last > 0) options.unshift(group(WORD.last_used));
    }
    place.replaceChildren(el("ul", { part: "listbox", id: "banks", role: "listbox", "aria-label": texts[WORD.bank], onclick: pressed }, ...options));
  }

  function pressed({ target }) {
    const at = target.closest("[role=option]")?.id.slice("bank-".length);
    if (at) choose(found[at].bank);
  }

  /** Shows what has become of it all. */
  function paint() {
    const was = !place.hidden;
    if (open) draw();
    place.hidden = !open;
    input.setAttribute("aria-expanded", String(open && found.length > 0));
    place.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `bank-${active}`);
      root.getElementById(`bank-${active}`)?.setAttribute("aria-selected", "true");
    }
    if (open === was) return;
    uncover();
    uncover = open ? cover(root, "picker") : () => {};
  }

  function show() {
    if (!open) {
      open = true;
      active = found.findIndex(({ bank }) => bank.name === input.value);
    }
    paint();
    if (active >= 0) reveal(root, `bank-${active}`);
  }

  function settle(bank) {
    input.value = bank?.name ?? "";
    searching = open = false;
    active = -1;
    search();
    paint();
  }

  function choose(bank) {
    settle(bank);
    chosen(bank);
  }

  /** The field was left: what was typed counts if it means one bank only. */
  function left() {
    if (searching && input.value && found.length === 1) choose(found[0].bank);
    else settle(entered.bank);
  }

  function typed() {
    searching = open = true;
    search();
    active = input.value && found.length > 0 ? 0 : -1;
    paint();
    const count = found.length;
    say(count === 0 ? texts[WORD.no_bank_found] : count === 1 ? texts[WORD.one_bank] : filled(texts[WORD.many_banks], count));
  }

  function press(event) {
    const end = found.length - 1;
    const to = {
      ArrowDown: active < end ? active + 1 : 0,
      ArrowUp: active < 0 ? end : active > 0 ? active - 1 : end,
      PageDown: active < 0 ? 0 : Math.min(active + PAGE, end),
      PageUp: Math.max(active - PAGE, 0),
      Home: 0,
      End: end,
    }[event.key];
    if (!open) {
      if (!event.key.startsWith("Arrow") || to === undefined) return;
      event.preventDefault();
      return show();
    }
    if (event.key === "Tab") return searching && active >= 0 ? choose(found[active].bank) : undefined;
    if (event.key === "Enter") {
      event.preventDefault();
      return active >= 0 ? choose(found[active].bank) : undefined;
    }
    if (event.key === "Escape") open = false;
    else if (to === undefined) return;
    else active = found.length > 0 ? to : -1;
    event.preventDefault();
    paint();
    if (open && active >= 0) reveal(root, `bank-${active}`);
  }

  const wish = el("input", { type: "checkbox", checked: entered.remember, onchange: () => {
    entered.remember = wish.checked;
    if (wish.checked) return;
    remember();
    ({ list, last, first } = arranged(banks, favourites));
    names = searchable(list);
    search();
    paint();
  } });
  return el("div", { class: "bank" }, field, el("label", { part: "remember" }, wish, el("span", {}, texts[WORD.remember_bank])));
}
