// The receipt on paper: what the button «Imprimir» prints, and whoever prints the merchant's page.

import assert from "node:assert/strict";

import { isWritten, sheets } from "./harness/paper.mjs";
import { stories } from "./harness/stories.mjs";

const expected = [/\/gallery/, /\/v1\//];

/** Does something while the page is printed: it looks as on paper, and is itself again afterwards. */
async function whilePrinted(page, look) {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await look();
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
}

stories("printed", {}, (story) => {
  for (const state of ["approved", "long-outcome", "pending", "test"]) {
    story(`a receipt is alone on one page, ${state}`, { colorScheme: "dark", expected }, async ({ page, service }) => {
      await page.goto(`${service.url}/gallery?state=${state}&theme=dark`);
      await page.locator("html[data-ready]").waitFor();
      await page.evaluate(() => { document.body.append("Lo demás de la página"); });
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      const fields = await page.locator("pse-checkout dd").evaluateAll((values) => values.map(({ firstChild }) => firstChild.data));
      for (const format of ["Letter", "A4"]) {
        assert.equal(await sheets(page, format), 1, format);
      }
      assert.ok(await isWritten(page), "the sheet is not blank");
      await whilePrinted(page, async () => {
        await page.screenshot({ path: `tests/output/printed-${state}.png`, fullPage: true });
        const receipt = page.locator("pse-receipt");

        // Every certified field, nothing to press, and nothing of the page.
        const seen = await receipt.locator("dd").evaluateAll((values) =>
          values.filter((value) => value.checkVisibility()).map(({ firstChild }) => firstChild.data),
        );
        assert.deepEqual(seen, fields);
        assert.ok(fields.length >= 10, fields.join());
        assert.equal(await page.locator(":is(button, a, pse-checkout, h2):visible").count(), 0);

        // Black or grey on white, from a dark theme too.
        const colours = await receipt.locator(".paper, .paper *:visible").evaluateAll((all) =>
          all.flatMap((one) => {
            const { color, backgroundColor } = getComputedStyle(one);
            return one.closest("svg") ? [] : [`${color} on ${backgroundColor}`];
          }),
        );
        const paper = receipt.locator(".paper");
        assert.equal(await paper.evaluate((element) => getComputedStyle(element).borderTopWidth), "0px", "no frame");
        const [BLACK, GREY] = ["rgb(0, 0, 0)", "rgb(68, 68, 68)"];
        const backgrounds = ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"];
        for (const colour of new Set(colours)) {
          const [ink, ground] = colour.split(" on ");
          assert.ok([BLACK, GREY].includes(ink) && backgrounds.includes(ground), colour);
        }
        const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        assert.equal(ground, "rgb(255, 255, 255)");
      });
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before, "the page is itself again");
      assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
    });
  }

  story("a receipt is on paper for whoever wants things to move, too, and whatever the page hides there", { reducedMotion: "no-preference", expected }, async ({ page, service }) => {
    await page.goto(`${service.url}/gallery?state=approved`);
    await page.locator("html[data-ready]").waitFor();
    assert.ok(await isWritten(page), "as the page is");
    for (const hides of ["* { visibility: hidden !important }", "html > * { display: none !important }"]) {
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`@media print { ${css} }`);
        document.adoptedStyleSheets = [sheet];
      }, hides);
      assert.ok(await isWritten(page), hides);
    }
  });

  story("the button prints the page", { expected }, async ({ page, service }) => {
    await page.addInitScript(() => { globalThis.print = () => { globalThis.printed = true; }; });
    await page.goto(`${service.url}/gallery?state=approved`);
    await page.getByRole("button", { name: "Imprimir" }).click();
    await page.waitForFunction(() => globalThis.printed);
  });

  story("before there is a receipt the page prints as it is", { expected }, async ({ page, service }) => {
    await page.goto(`${service.url}/gallery?state=form`);
    await page.locator("html[data-ready]").waitFor();
    await whilePrinted(page, async () => {
      assert.equal(await page.locator("pse-receipt").count(), 0);
      assert.ok(await page.locator("pse-checkout").isVisible());
    });
  });
});
