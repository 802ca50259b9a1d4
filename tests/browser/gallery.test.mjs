// Every state of the widget, as the gallery shows it: on a phone of 320 px, with axe, in both themes, in forced colours
// and in every language.

import assert from "node:assert/strict";

import { LANGUAGES, STATES } from "../../frontend/demo/gallery-states.js";
import { fits, isAccessible } from "./harness/accessibility.mjs";
import { hintsAreWhole, numbersAreWhole } from "./harness/legible.mjs";
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
    await numbersAreWhole(page, screen);
    await hintsAreWhole(page, screen);
    await isAccessible(page, screen);
  }
}

// Three at once, as some states take seconds in which nothing is done.
stories("the gallery", { atOnce: 3 }, (story) => {
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
    await page.goto(`${service.url}/gallery?width=400`);
    await page.getByLabel("Idioma").selectOption("en");
    await page.getByLabel("Tema").selectOption("dark");
    const first = page.locator("#button pse-checkout");
    await first.getByRole("button", { name: "Pay with PSE" }).waitFor();
    assert.equal(await first.getAttribute("theme"), "dark");
    await page.locator("#approved").scrollIntoViewIfNeeded();
    await page.locator("#approved").getByRole("heading", { name: "Approved" }).waitFor();
    await isAccessible(page, "the gallery's bar");
    await page.locator("#approved > h2 > a").click();
    await page.locator("html[data-ready] pse-checkout[lang=en][theme=dark]").waitFor();
  });

  const reading = "whoever reads it from top to bottom finds each state in its place, and what is open open";
  story(reading, { expected }, async ({ page, service }) => {
    await page.goto(`${service.url}/gallery`);
    for (const [state, { shows }] of Object.entries(STATES)) {
      const section = page.locator(`section#${state}`);
      const top = () => section.evaluate((section) => Math.round(section.getBoundingClientRect().top) + 0);
      await section.evaluate((section) => scrollTo(0, section.offsetTop));
      const before = await top();
      await section.locator(shows).first().waitFor();
      assert.equal(await top(), before, `${state} moves away while it is read`);
    }
    for (const [state, { lists }] of Object.entries(STATES)) {
      if (lists) assert.ok(await page.locator(`section#${state} .list`).isVisible(), `${state} was closed by the next`);
    }
    assert.equal(await page.getByRole("alert").count(), 0, "each state was reached");
  });

  story("a state that cannot be reached says so, and the next one is shown", {}, async ({ page, problems, service }) => {
    await page.route("**/demo/gallery-states.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('shows: ".pay"', 'shows: ".nothing"') });
    });
    await page.goto(`${service.url}/gallery`);
    await page.locator("#button").getByRole("alert").getByText("«.nothing» did not come").waitFor();
    await page.locator("#loading .waiting").waitFor();
    assert.match(problems.splice(0).join(), /did not come/);
  });
});
