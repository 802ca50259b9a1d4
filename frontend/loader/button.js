// The PSE button, and the link it becomes when the widget cannot run.

const SVG = "http://www.w3.org/2000/svg";
// A neutral mark of our own drawing: a bank and an arrow to it. Nobody's trade mark.
export const MARK = "M12 2 2.5 7v2h19V7Zm0 2.3L16.9 7H7.1ZM4.5 10.5v6h2v-6Zm4.3 0v6h2v-6Zm8.7 0v4h2v-4ZM2.5 18v2h9v-2Zm14.6-3-1.4 1.4 1.6 1.6H13v2h4.3l-1.6 1.6 1.4 1.4 4-4-4-4Z";

const sheet = new CSSStyleSheet();
sheet.replaceSync(BUTTON_CSS);

export { sheet };

/** The button; with an address, a link that looks the same. */
export function paint(href) {
  const button = made(href ? "a" : "button");
  if (href) {
    button.href = href;
    // The service's page is in no frame.
    button.target = "_top";
  } else button.type = "button";
  const slot = document.createElement("slot");
  slot.name = "logo";
  const mark = drawn("svg", { class: "mark", viewBox: "0 0 24 24", "aria-hidden": "true" });
  mark.append(drawn("path", { d: MARK }));
  slot.append(mark);
  button.append(slot, "");
  return button;
}

/** What stands in the button's place while the outcome is on its way. */
export function patience() {
  const place = made("div");
  place.append("");
  return place;
}

/** Writes what one of them says (a `LABEL`) in a language. */
export function speak(element, lang) {
  element.lang = lang;
  element.lastChild.data = LABELS[lang][element.said ?? LABEL.pay];
}

function drawn(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
}

function made(tag) {
  const element = document.createElement(tag);
  element.className = "pay";
  element.part = "button";
  return element;
}
