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
  story("a page of nobody's shows no payment", refused, async ({ buyer, page, service, problems }) => {
    shop.uses(service.url);
    const address = await shop.sells();
    await page.goto(address.replace("127.0.0.1", "localhost"));
    await buyer.button("Pagar con PSE").click();
    await page.getByRole("link", { name: "Abrir la página de pago" }).waitFor();
    await buyer.seesNo("Compra en otra tienda");
    // The browser tells why, and nothing else.
    const others = problems.splice(0).filter((problem) => !problem.includes("CORS policy"));
    assert.deepEqual(others, []);
  });
});
