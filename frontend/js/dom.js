// The few things drawing needs of the DOM. Elements are made one by one: nothing here
// parses HTML, so a page that enforces Trusted Types has nothing to refuse.

const SVG = "http://www.w3.org/2000/svg";

/** An element; without a tag an empty text, which keeps a place. */
export const create = (tag) => {
  if (!tag) return document.createTextNode("");
  return tag == "svg" || tag == "path"
    ? document.createElementNS(SVG, tag)
    : document.createElement(tag);
};

/** Sets an attribute, or removes it when there is no value. */
export const attribute = (element, name, value) =>
  value == null ? element.removeAttribute(name) : element.setAttribute(name, value);

/** Sets a property. */
export const property = (element, name, value) => {
  if (element[name] !== value) element[name] = value;
};

/** Makes the option of that id the only selected one of a list. */
export const select = (list, id) => {
  list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
  if (id) list.querySelector(`#${id}`)?.setAttribute("aria-selected", "true");
};

/** Puts an element or a text at the end of another. */
export const append = (element, child) => element.append(child);

/** Puts one in the place of another. */
export const swap = (before, now) => before.replaceWith(now);

/** Calls back on events, their names parted by spaces, for as long as the element is there. */
export const on = (element, events, callback) => {
  for (const event of events.split(" ")) element.addEventListener(event, callback);
};
