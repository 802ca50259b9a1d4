// Many widgets on one page, each of which takes the focus on its way to its state: what is read is not scrolled away
// meanwhile, and what the last one has open stays open.

const LEAVING = ["blur", "focusout"];

/** Does something without letting the page scroll by itself, or the widgets hear that they lost the focus. */
export async function calmly(act) {
  const { scrollIntoView } = Element.prototype;
  const { focus } = HTMLElement.prototype;
  Element.prototype.scrollIntoView = () => {};
  HTMLElement.prototype.focus = function (options) {
    focus.call(this, { ...options, preventScroll: true });
  };
  for (const event of LEAVING) addEventListener(event, hush, true);
  try {
    await act();
    // A list is brought into view once it is drawn.
    await new Promise((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame(drawn));
      setTimeout(drawn, 200);
    });
  } finally {
    Object.assign(Element.prototype, { scrollIntoView });
    Object.assign(HTMLElement.prototype, { focus });
    for (const event of LEAVING) removeEventListener(event, hush, true);
  }
}

/** Only what leaves an element is heard here: within its shadow root the focus moves as it always does. */
function hush(event) {
  if (event.target.localName === "pse-checkout") event.stopImmediatePropagation();
}
