// What a buyer does inside an element to bring it into one of the gallery's states: each deed waits for the thing it
// needs.

/** How long anything is waited for, milliseconds: what takes longest here is a request sent three times, 3 s. */
const PATIENCE = 9_000;

/** Waits until `find` finds something; `what` it is, for whoever reads that it did not come. */
export function until(find, what) {
  const end = performance.now() + PATIENCE;
  return new Promise((resolve, reject) => {
    // Not by frames, which stop while the tab is hidden.
    const look = () => {
      const found = find();
      if (found) resolve(found);
      else if (performance.now() > end) reject(new Error(`${what} did not come`));
      else setTimeout(look, 16);
    };
    look();
  });
}

/** The first element of a selector in the shadow root, once it is there and shown. */
export const part = (element, selector) =>
  until(
    () => [...element.shadowRoot.querySelectorAll(selector)].find((found) => found.checkVisibility()),
    `«${selector}»`,
  );

/** The focus is there: the widget puts it a frame after it has drawn. */
export const focused = (element, selector) =>
  until(() => element.shadowRoot.activeElement?.matches(selector), `the focus on «${selector}»`);

/** Presses the button, once the widget is there. */
export async function opens(element) {
  element.open();
  await part(element, ".form");
  // The heading takes the focus; whatever came before it would lose it again.
  await focused(element, "#heading");
}

async function types(element, selector, text) {
  const field = await part(element, selector);
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event(field.localName === "select" ? "change" : "input", { bubbles: true }));
}

export async function isA(element, kind) {
  const choice = await part(element, `[value="${kind}"]`);
  choice.focus();
  choice.click();
}

/** Types into the bank's field. */
export async function searches(element, text) {
  const field = await part(element, "#bank:not([disabled])");
  field.focus();
  field.click();
  if (text) await types(element, "#bank", text);
}

export async function takes(element, bank) {
  await searches(element, bank);
  (await part(element, ".option")).click();
}

/** Fills in the whole form. */
export async function fills(element) {
  await opens(element);
  await isA(element, "person");
  await takes(element, "coopcentral");
  for (const [selector, text] of [
    ["#document_type", "CC"],
    ["#document", "1144093521"],
    ["#first_name", "María José"],
    ["#last_name", "Núñez Peña"],
    ["#email_address", "maria.nunez@example.co"],
    ["#mobile", "3004567890"],
  ]) {
    await types(element, selector, text);
  }
}

export async function submits(element) {
  const button = await part(element, "form .submit");
  button.focus();
  button.click();
}

export async function confirms(element) {
  await fills(element);
  await submits(element);
}
