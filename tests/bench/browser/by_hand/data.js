// What the screen is made of: the checkout and the banks, from the page's blocks of data or asked for, and a language's texts.

import { send } from "../../../../frontend/js/browser.js";

/** Where this script came from, and so everything else does. */
export const ORIGIN = new URL(import.meta.url).origin;

/** The answer to a path: what the page has in a block of the element's, else what the service says. */
export async function read(element, path, signal, lang) {
  const block = element.querySelector(`script[data-path="${path}"]`);
  if (block) return JSON.parse(block.textContent);
  const { answer, json } = await send(undefined, ORIGIN + path, signal, lang);
  if (!answer.ok) throw answer;
  return json;
}

const kept = {};

/** A language's texts, each at its place (`WORD.…`); one that did not come is asked for again by the next. */
export const words = (lang) =>
  (kept[lang] ??= fetch(ORIGIN + LANGUAGES[lang].path, { integrity: LANGUAGES[lang].integrity })
    .then((answer) => answer.text())
    .then((text) => text.split("\n"))
    .catch((error) => {
      delete kept[lang];
      throw error;
    }));
