// The rows under a list of products: what it costs without tax, the tax, and what is paid.

import { shown } from "./money.js";

/** Fills a `<dl>` from amounts in centavos. */
export function showTotals(list, { total, tax }) {
  const rows = [
    ["Subtotal", total - tax],
    ["IVA", tax],
    ["Total", total],
  ];
  list.replaceChildren(...rows.flatMap(([label, amount]) => [text("dt", label), text("dd", shown(amount))]));
}

export function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}
