// From the button to the form: what a buyer sees while the widget is on its way, and what happens when it does not come.

import assert from "node:assert/strict";
import { after } from "node:test";

import { isAccessible } from "./harness/accessibility.mjs";
import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

const shop = await merchant();
after(() => shop.close());

const NOW = Date.parse("2026-11-25T10:00:00-05:00");

/** Keeps what is asked for at these addresses waiting, until `go()`. */
async function held(context, pattern) {
  let go;
  const gone = new Promise((resolve) => { go = resolve; });
  await context.route(pattern, (route) => gone.then(() => route.continue()));
  return go;
}

/** The steps the widgets of the page tell, from now on. */
const steps = (page) =>
  page.addInitScript(() => {
    globalThis.steps = [];
    addEventListener("pse:step", ({ detail }) => steps.push(detail.step));
  });

stories("loading", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  story("who presses early is told that it loads, then that it is slow", {}, async ({ buyer, context, page, service, picture }) => {
    shop.uses(service.url);
    const go = await held(context, "**/*.wasm");
    await page.clock.install({ time: NOW });
    await page.goto(await shop.sells());
    // From here on the page's clock stands still.
    await page.clock.pauseAt(NOW + 3_600_000);
    await buyer.button("Pagar con PSE").click();
    const loading = buyer.button("Cargando…");
    await loading.waitFor();
    assert.equal(await loading.getAttribute("aria-busy"), "true");
    await page.clock.runFor(2_999);
    await loading.waitFor();
    await page.clock.runFor(1);
    await buyer.button("La conexión está lenta; seguimos intentando.").waitFor();
    await page.clock.resume();
    await isAccessible(page, "slow");
    await picture("slow-button");
    go();
    await page.getByLabel("Celular").waitFor();
    // Going back to the button, it says what it said.
    await buyer.button("Cancelar").click();
    await buyer.button("Pagar con PSE").waitFor();
  });

  story("who waits twenty seconds is given a link", {}, async ({ buyer, context, page, service }) => {
    shop.uses(service.url);
    await held(context, "**/*.wasm");
    await page.clock.install({ time: NOW });
    await page.goto(await shop.sells());
    await buyer.button("Pagar con PSE").click();
    await buyer.button("Cargando…").waitFor();
    await page.clock.runFor(20_000);
    await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).waitFor();
    // `open()` is what pressing it is.
    await page.evaluate(() => document.querySelector("pse-checkout").open());
    await page.waitForURL("**/pay/chk_*");
  });

  story("a link that stands in for what failed is not said to be slow", { expected: [/\.wasm/] }, async ({ buyer, context, page, service }) => {
    shop.uses(service.url);
    let fail;
    const pressed = new Promise((resolve) => { fail = resolve; });
    await context.route("**/*.wasm", (route) => pressed.then(() => route.abort()));
    await page.clock.install({ time: NOW });
    await page.goto(await shop.sells());
    await page.clock.pauseAt(NOW + 3_600_000);
    await buyer.button("Pagar con PSE").click();
    await buyer.button("Cargando…").waitFor();
    fail();
    const link = page.locator("pse-checkout").getByRole("link");
    await link.waitFor();
    await page.clock.runFor(3_000);
    assert.equal(await link.textContent(), "Pagar con PSE");
  });

  story("what is there at once is not said to be loading", {}, async ({ buyer, page, service }) => {
    shop.uses(service.url);
    await steps(page);
    const known = page.waitForResponse("**/v1/banks?**");
    await page.goto(await shop.sells());
    await known;
    await buyer.button("Pagar con PSE").click();
    await page.getByLabel("Celular").waitFor();
    assert.deepEqual(await page.evaluate(() => steps), ["form"]);
  });

  story("what is not is said to be loading", {}, async ({ buyer, context, page, service }) => {
    shop.uses(service.url);
    await steps(page);
    const go = await held(context, "**/v1/checkouts/*");
    await page.goto(await shop.sells());
    await buyer.button("Pagar con PSE").click();
    await page.getByRole("heading", { name: "Cargando…" }).waitFor();
    go();
    await page.getByLabel("Celular").waitFor();
    assert.deepEqual(await page.evaluate(() => steps), ["loading", "form"]);
  });

  for (const kind of ["wasm", "js", "es.txt"]) {
    story(`a .${kind} that did not come is asked for again by the next who needs it`, { expected: [/\/widget\//] }, async (told) => {
      const { buyer, context, page, service } = told;
      shop.uses(service.url);
      let broken = true;
      await context.route(`**/widget/*.${kind}`, (route) => (broken ? route.abort() : route.continue()));
      await page.goto(await shop.sells());
      await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).waitFor();
      broken = false;
      await page.evaluate(async () => {
        const element = document.querySelector("pse-checkout");
        element.remove();
        await new Promise(requestAnimationFrame);
        document.querySelector("main").append(element);
      });
      await buyer.button("Pagar con PSE").click();
      await page.getByLabel("Celular").waitFor();
    });
  }

  story("an answer that came for an element now removed is not shown by the same element added again", {}, async ({ buyer, context, page, service }) => {
    shop.uses(service.url);
    const go = await held(context, "**/*.wasm");
    let asked = 0;
    page.on("request", (request) => { if (/\/v1\/checkouts\/chk_\w+$/.test(request.url())) asked += 1; });
    const early = page.waitForResponse(/\/v1\/checkouts\/chk_\w+$/);
    await page.goto(await shop.sells());
    await buyer.button("Pagar con PSE").hover();
    await early;
    await page.evaluate(async () => {
      globalThis.kept = document.querySelector("pse-checkout");
      kept.remove();
      await new Promise(requestAnimationFrame);
    });
    go();
    await page.evaluate(() => document.querySelector("main").append(kept));
    await buyer.button("Pagar con PSE").click();
    await page.getByLabel("Celular").waitFor();
    assert.equal(asked, 2);
  });
});
