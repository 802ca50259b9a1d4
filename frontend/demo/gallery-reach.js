// Brings a widget into one of the gallery's states: makes it, does what the buyer does, and waits for what is there
// then.

import { idOf } from "./gallery-answers.js";
import { focused, part } from "./gallery-deeds.js";
import { dressed } from "./gallery-looks.js";
import { STATES } from "./gallery-states.js";

/** Where the widget keeps the bank used last (frontend/js/browser.js). */
const LAST_BANK = "pse-checkout-bank";

/** Shows a state in a place, and is over when it is reached. */
export async function reach(id, place) {
  const { returned, remembered, does, shows, focus } = STATES[id];
  const element = document.createElement("pse-checkout");
  dressed(element);
  element.setAttribute("checkout", idOf(id));
  const before = { address: location.href, bank: localStorage.getItem(LAST_BANK) };
  if (returned) history.replaceState(null, "", `?pse_checkout=${idOf(id)}`);
  remember(remembered);
  try {
    place.append(element);
    await does?.(element);
    await part(element, shows);
    if (focus) await focused(element, focus);
  } finally {
    if (returned) history.replaceState(null, "", before.address);
    remember(before.bank);
  }
}

function remember(bank) {
  if (bank) localStorage.setItem(LAST_BANK, bank);
  else localStorage.removeItem(LAST_BANK);
}
