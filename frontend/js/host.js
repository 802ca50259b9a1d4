// What the widget asks of its element, made of the little that the loader hands over: the loader is to be short.

import { guard } from "./keys.js";
import { printing } from "./print.js";

/** A place in the element's shadow root, and the element as the widget sees it (`Host` in src/browser.rs). */
export function hosted({ asked, step, tell, ...given }) {
  const place = given.root.appendChild(document.createElement("div"));
  // For the browser that knows no :dir().
  place.toggleAttribute("data-rtl", getComputedStyle(place).direction === "rtl");
  const element = given.root.host;
  guard(given.root, given.signal);
  printing(given.root, given.signal);
  let over;
  let brought;
  const host = {
    ...given,
    early(path) {
      let answer = asked[path];
      delete asked[path];
      const block = element.querySelector(`[data-path="${path}"]`);
      // What the page has brought is of when it was made: whoever comes back from the bank is to see how it is now.
      if (block && !given.returned) answer = Promise.resolve(new Response((brought = block.text)));
      block?.remove();
      return answer;
    },
    ready(state) {
      tell("ready", { state });
      if (brought) element.refresh();
    },
    redirect: (payment, bank_url) => tell("redirect", { bank_url, payment }),
    status: (state, payment, payment_state) => tell("status", { state, payment, payment_state }),
    step: (name) => over || step(name),
    error(code) {
      if (over) return;
      over = code === "origin_not_allowed";
      if (!over) return tell("error", { code });
      // The widget can do nothing here; the service's own page can.
      console.warn(`pse-checkout: ${location.origin} is not among the allowed_origins of the service at ${given.origin}`);
      element.fail(code);
    },
  };
  return [place, host];
}
