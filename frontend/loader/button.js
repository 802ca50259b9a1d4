// The PSE button, and the link it becomes when the widget cannot run.

const CSS = BUTTON_CSS;
const SVG = "http://www.w3.org/2000/svg";
// A neutral mark of our own drawing: a bank and an arrow to it. Nobody's trade mark.
export const MARK = "M12 2 2 7v2h20V7Zm0 2 5 3H7ZM4 10v6h2v-6Zm5 0v6h2v-6Zm8 0v4h2v-4ZM2 18v2h9v-2Zm15-3-1.5 1.5L17 18h-4v2h4l-1.5 1.5L17 23l4-4Z";

/** The style sheet of both; nothing where the browser makes none, or a shadow root takes none. */
export const sheet = (() => {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(CSS);
    return document.adoptedStyleSheets && made;
  } catch {}
})();

// Its rules of an element, for that case: a page's policy may refuse a written sheet, but not what a script sets.
const rules = (selector) => CSS.split(`${selector}{`)[1].split("}")[0];

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
  const mark = drawn("svg", { class: "mark", viewBox: "0 0 24 24", width: 24, "aria-hidden": "true" });
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

/** What the page put into the element for when nothing of it runs, and a sentence. */
export function apology() {
  const place = document.createElement("div");
  place.said = LABEL.failed;
  place.append(document.createElement("slot"), "");
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
  element.setAttribute("part", "button");
  if (!sheet) element.style.cssText = `${rules(":host")};${rules(".pay")}`;
  return element;
}
