// The widget in a merchant's page on another origin, under a Content-Security-Policy that allows nothing inline.

import assert from "node:assert/strict";
import { after } from "node:test";

import { merchant } from "./harness/merchant.mjs";
import { BANKS } from "./harness/people.mjs";
import { stories } from "./harness/stories.mjs";

const shop = await merchant();
after(() => shop.close());

stories("embedded", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  story("a buyer pays in a page of another origin", {}, async ({ buyer, page, service, picture }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells());
    await buyer.button("Pagar con PSE").click();
    // The merchant has told most of it; the buyer is asked for the rest.
    await buyer.isA("Persona natural");
    await buyer.choosesBank(9001);
    assert.equal(await page.getByLabel("Nombres").count(), 0);
    await buyer.fillsIn({ "Correo electrónico": "ana@example.co", Celular: "3004567890" });
    await picture("embedded-form");
    await buyer.confirms(9001);
    await buyer.goesToTheBank();
    await buyer.button("Pagar").click();
    await page.waitForURL(`${shop.origin}/gracias?pse_checkout=chk_*`);
    await buyer.seesOutcome("Aprobada");
    const receipt = await buyer.receipt();
    assert.equal(receipt.Banco, BANKS[9001]);
    assert.match(receipt.Valor, /^\$\s25\.000,50$/);
    await picture("embedded-outcome");
  });

  const refused = { expected: [/\/v1\//] };
  story("a page of nobody's shows no payment but the way to it, and its developer is told", refused, async ({ buyer, page, service, problems }) => {
    shop.uses(service.url);
    await page.addInitScript(() => {
      globalThis.told = [];
      addEventListener("pse:error", ({ detail }) => told.push(detail.code));
    });
    const address = await shop.sells();
    const elsewhere = shop.origin.replace("127.0.0.1", "localhost");
    await page.goto(address.replace(shop.origin, elsewhere));
    const link = page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" });
    await link.waitFor();
    await buyer.seesNo("Compra en otra tienda");
    assert.deepEqual(await page.evaluate(() => globalThis.told), ["origin_not_allowed"]);
    const [line, ...others] = problems.splice(0);
    assert.match(line, new RegExp(`${elsewhere} is not among the allowed_origins of the service at ${service.url}`));
    assert.deepEqual(others, []);
    await link.click();
    await page.waitForURL(`${service.url}/pay/chk_*`);
    const told = service.said.filter((line) => line.includes(`"${elsewhere}"`));
    assert.equal(told.length, 1, told.join("\n"));
    assert.match(told[0], /sites\.demo\.allowed_origins/);
  });
});
