// How the gallery looks: language, theme and width, as the page's address has them and the bar changes them.

import { LANGUAGES } from "./gallery-states.js";

/** What can be chosen; the first of each is how a page without choice looks. */
export const LOOKS = {
  lang: LANGUAGES,
  theme: { "": "de la página", light: "claro", dark: "oscuro" },
  width: { "": "entero", 400: "400 px", 320: "320 px" },
};

/** What is chosen. */
export const look = new URLSearchParams(
  [...new URLSearchParams(location.search)].filter(([name, value]) => value in (LOOKS[name] ?? {})),
);

/** Chooses a language, a theme or a width. */
export function choose(name, value) {
  if (value) look.set(name, value);
  else look.delete(name);
  history.replaceState(null, "", look.size ? `?${look}` : location.pathname);
  dress();
}

/** The page, and every widget in it, as chosen. */
export function dress() {
  const root = document.documentElement;
  root.dataset.theme = look.get("theme") ?? "";
  root.dataset.width = look.get("width") ?? "";
  document.querySelectorAll("pse-checkout").forEach(dressed);
}

/** One widget as chosen. */
export function dressed(element) {
  for (const name of ["lang", "theme"]) {
    const value = look.get(name);
    if (value) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
}

/** The address of one state, looking the same. */
export const addressOf = (state) => `?${new URLSearchParams([["state", state], ...look])}`;
