// Where the service is: said by an element, by the script's tag or by the page whose script has the loader in it; else
// guessed, from where the script came from.

/** What was said; nothing where nobody did. */
export let said;
/** Where the script came from, a blob's maker too: an optimiser may have moved it. */
export let guess;

/** Tells whoever develops the page. */
export const complain = (text, what) => console.warn(`pse-checkout: «${text}» is no ${what}`);

/** An address's origin; nothing where it is not https (or this machine), which the console is told. */
export function address(text) {
  if (!text) return;
  try {
    const { origin } = new URL(text);
    if (/^https:|^http:..(localhost|127[\d.]+|\[::1])(:|$)/.test(origin)) return origin;
  } catch {}
  complain(text, "https address");
}

/** Takes where the script came from, and what a script's tag says. */
export function from(url) {
  guess = url && new URL(url, document.baseURI).origin;
  // Other makers' tags may have something else of that name.
  const tag = (like) => document.querySelector(`script[data-service${like}]`);
  said = address((tag("*='//'") ?? tag(""))?.dataset.service);
}

/** Takes what the page's own script says; whether that is something new. */
export function say(text) {
  const before = said;
  said = address(text) ?? before;
  return said !== before;
}
