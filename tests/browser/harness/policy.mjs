// The Content-Security-Policy that docs/widget.md gives, to the letter: what it says is what is tested.

import { readFileSync } from "node:fs";

import { PROJECT } from "./programs.mjs";

const document = readFileSync(`${PROJECT}docs/widget.md`, "utf8");
const [, needed] = /^```\n(script-src [^`]+?)\n```/m.exec(document);
const [, trusted] = /`(require-trusted-types-for [^`]+)`/.exec(document);

/** The Trusted Types that a page may demand although the widget is in it. */
export const TRUSTED_TYPES = trusted;

/** What a page with the widget needs: `{directive: [source]}`. */
export const needs = (service) =>
  Object.fromEntries(
    needed.replaceAll("https://pay.example.co", service).split(";").map((directive) => {
      const [name, ...sources] = directive.trim().split(" ");
      return [name, sources];
    }),
  );

/**
 * The policy of a page that needs nothing but the widget and `own` (`{directive: [source]}`). The empty icon is the
 * tests' own: without it the browser asks for one.
 */
export function policy(service, own = {}, trustedTypes = TRUSTED_TYPES) {
  const all = { "default-src": ["'none'"], "img-src": ["data:"], ...needs(service) };
  for (const [name, sources] of Object.entries(own)) all[name] = [...(all[name] ?? []), ...sources];
  const written = Object.entries(all).map(([name, sources]) => [name, ...sources].join(" "));
  return [...written, trustedTypes].join("; ");
}
