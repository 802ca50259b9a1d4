// What the widget asks of its element, made of the little that the loader hands over: the loader is to be short.

/** A place in the element's shadow root, and the element as the widget sees it (`Host` in src/browser.rs). */
export function hosted({ asked, tell, ...given }) {
  const place = given.root.appendChild(document.createElement("div"));
  // For the browser that knows no :dir().
  place.toggleAttribute("data-rtl", getComputedStyle(place).direction === "rtl");
  const host = {
    ...given,
    early(path) {
      const answer = asked[path];
      delete asked[path];
      return answer;
    },
    ready: (state) => tell("ready", { state }),
    redirect: (payment, bank_url) => tell("redirect", { bank_url, payment }),
    status: (state, payment, payment_state) => tell("status", { state, payment, payment_state }),
    error: (code) => tell("error", { code }),
  };
  return [place, host];
}
