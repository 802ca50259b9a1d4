// Every state of the widget, as the gallery shows it: on a phone of 320 px, with axe, in both themes, in forced colours
// and in every language.

import assert from "node:assert/strict";

import { LANGUAGES, STATES } from "../../frontend/demo/gallery-states.js";
import { fits, isAccessible } from "./harness/accessibility.mjs";
import { stories } from "./harness/stories.mjs";

const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
/** What the gallery answers with on purpose. */
const expected = [/\/gallery/, /\/v1\//];

async function everyState({ page, picture, service }, look, query = {}) {
  for (const state of Object.keys(STATES)) {
    const screen = `gallery-${look}-${state}`;
    await page.goto(`${service.url}/gallery?${new URLSearchParams({ state, ...query })}`);
    await page.locator("html[data-ready]").waitFor();
    await picture(screen);
    await fits(page, screen);
    await isAccessible(page, screen);
  }
}

stories("the gallery", {}, (story) => {
  const LOOKS = [
    ["light", {}],
    ["dark", { colorScheme: "dark" }],
    ["forced", { forcedColors: "active" }],
    ["desk", { viewport: { width: 1100, height: 900 }, hasTouch: false, isMobile: false }],
  ];
  for (const [look, options] of LOOKS) {
    story(`every state, ${look}`, { ...PHONE, ...options, expected }, (told) => everyState(told, look));
  }

  for (const lang of Object.keys(LANGUAGES).filter((lang) => lang !== "es")) {
    story(`every state in ${LANGUAGES[lang]}`, { ...PHONE, expected }, async (told) => {
      await everyState(told, lang, { lang });
      assert.equal(await told.page.locator("pse-checkout").getAttribute("lang"), lang);
    });
  }

  story("all of them on one page, which changes language and theme", { expected }, async ({ page, service }) => {
    await page.goto(`${service.url}/gallery`);
    await page.getByLabel("Idioma").selectOption("en");
    await page.getByLabel("Tema").selectOption("dark");
    const first = page.locator("#button pse-checkout");
    await first.getByRole("button", { name: "Pay with PSE" }).waitFor();
    assert.equal(await first.getAttribute("theme"), "dark");
    await page.locator("#approved").scrollIntoViewIfNeeded();
    await page.locator("#approved").getByRole("heading", { name: "Approved" }).waitFor();
    await isAccessible(page, "the gallery's bar");
  });
});
