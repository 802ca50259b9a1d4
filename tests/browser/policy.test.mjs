// What a careful page demands: its Content-Security-Policy and Trusted Types to the letter of docs/widget.md, files that
// are what they were built as; and paying where WebAssembly may not run.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after } from "node:test";

import { isAccessible } from "./harness/accessibility.mjs";
import { merchant } from "./harness/merchant.mjs";
import { needs, policy } from "./harness/policy.mjs";
import { PROJECT } from "./harness/programs.mjs";
import { stories } from "./harness/stories.mjs";

const CONTACT = { "Correo electrónico": "ana@example.co", Celular: "3004567890" };

const strict = await merchant({ csp: (service) => `${policy(service)}; frame-ancestors 'none'` });
const without = await merchant({ csp: (service) => policy(service).replace(" 'wasm-unsafe-eval'", "") });
let lacking;
const poorer = await merchant({ csp: (service) => policy(service).replace(lacking.whole, lacking.rest) });
after(() => Promise.all([strict, without, poorer].map((shop) => shop.close())));

async function pays({ buyer, page }) {
  await buyer.button("Pagar con PSE").click();
  await buyer.isA("Persona natural");
  await buyer.choosesBank(9001);
  await buyer.fillsIn(CONTACT);
  await buyer.confirms(9001);
  await buyer.goesToTheBank();
  await buyer.button("Pagar").click();
  await page.waitForURL("**/gracias?pse_checkout=chk_*");
  await buyer.seesOutcome("Aprobada");
}

const origins = [strict.origin, without.origin, poorer.origin].join(",");
stories("a strict page", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: origins } }, (story) => {
  story("the documented policy and Trusted Types are enough for a whole payment", {}, async (told) => {
    strict.uses(told.service.url);
    assert.match(policy("x"), /require-trusted-types-for 'script'; trusted-types 'none'$/);
    await told.page.goto(await strict.sells());
    await pays(told);
    // Printing and copying are part of it.
    await told.page.evaluate(() => { globalThis.print = () => {}; });
    await told.buyer.button("Imprimir").click();
  });

  story("nothing of the documented policy can be left out", {}, async ({ page, service, problems }) => {
    poorer.uses(service.url);
    for (const [directive, sources] of Object.entries(needs(service.url))) {
      for (const source of sources) {
        const others = sources.filter((other) => other !== source);
        lacking = { whole: [directive, ...sources].join(" "), rest: [directive, ...others].join(" ") };
        const refused = page.waitForEvent("console", (message) => message.text().startsWith(`CSP: ${directive}`));
        await page.goto(await poorer.sells());
        await refused;
      }
    }
    problems.splice(0);
  });

  const blocked = { expected: [/\.wasm/] };
  story("where WebAssembly may not run the payment is finished on the service's own page", blocked, async (told) => {
    const { buyer, page, service, problems } = told;
    without.uses(service.url);
    await page.goto(await without.sells());
    await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).click();
    await page.waitForURL(`${service.url}/pay/chk_*`);
    await isAccessible(page, "the service's own page");
    await buyer.paysOnTheServicesPage(CONTACT);
    await page.waitForURL(`${without.origin}/gracias?pse_checkout=chk_*`);
    await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).click();
    await buyer.seesOutcome("Aprobada");
    // The browser says what the page's policy refused, and nothing else went wrong.
    const others = problems.splice(0).filter((problem) => !/Content Security Policy|unsafe-eval|CSP: script-src/.test(problem));
    assert.deepEqual(others, []);
  });

  for (const kind of ["wasm", "js", "es.txt"]) {
    story(`a .${kind} that is not what was built is not used`, { expected: [/\/widget\//] }, async (told) => {
      const { context, page, service, problems } = told;
      strict.uses(service.url);
      await context.route(`**/widget/*.${kind}`, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: Buffer.concat([await answer.body(), Buffer.from(" ")]) });
      });
      await page.goto(await strict.sells());
      await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).waitFor();
      const refused = problems.splice(0);
      assert.ok(refused.some((problem) => /integrity/i.test(problem)), refused.join("\n"));
    });
  }
});

stories("the widget's files", {}, (story) => {
  story("hashed names are kept for ever, stable ones are asked again", {}, async ({ service }) => {
    const manifest = JSON.parse(readFileSync(`${PROJECT}dist/widget/manifest.json`, "utf8"));
    for (const name of Object.keys(manifest)) {
      const answer = await fetch(`${service.url}/widget/${name}`);
      const hashed = /^pse-checkout-[\w-]{12}\./.test(name);
      assert.equal(answer.headers.get("cache-control"), hashed ? "public, max-age=31536000, immutable" : "public, max-age=300", name);
      assert.equal(answer.headers.get("access-control-allow-origin"), "*", name);
    }
    const loader = await fetch(`${service.url}/pse-checkout.js`);
    assert.equal(loader.headers.get("cache-control"), "public, max-age=300");
    assert.equal(loader.headers.get("content-type"), "text/javascript; charset=utf-8");
  });
});
