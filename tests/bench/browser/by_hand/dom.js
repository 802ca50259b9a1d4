// Elements, made in one call each.

const SVG = "http://www.w3.org/2000/svg";
const MARK = "M12 2 2.5 7v2h19V7Zm0 2.3L16.9 7H7.1ZM4.5 10.5v6h2v-6Zm4.3 0v6h2v-6Zm8.7 0v4h2v-4ZM2.5 18v2h9v-2Zm14.6-3-1.4 1.4 1.6 1.6H13v2h4.3l-1.6 1.6 1.4 1.4 4-4-4-4Z";

/** An element with attributes (`part` is its class too, `on…` a listener, false or nothing no attribute) and what is inside. */
export function el(tag, attributes, ...inside) {
  const element = tag === "svg" || tag === "path" ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) element.setAttribute(name, value === true ? "" : value);
    if (name === "part" && !attributes.class) element.className = value;
  }
  element.append(...inside.filter((one) => one != null));
  return element;
}

/** The neutral mark for PSE, in the slot that the page may fill. */
export const logo = () =>
  el("slot", { name: "logo" }, el("svg", { class: "mark", viewBox: "0 0 24 24", "aria-hidden": "true" }, el("path", { d: MARK })));

/** Writes a number or a name into the gap of a text. */
export const filled = (text, gap) => text.replace("{}", () => gap);
