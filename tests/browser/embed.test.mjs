// The HTML that the service's answer has for the buyer's page: what the widget needs is asked for once, and what the page has
// brought is not asked for before the form is there.

import assert from "node:assert/strict";
import { after } from "node:test";

import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

let embed = "";
const shop = await merchant({
  page: () => `<!doctype html><html lang="es-CO"><head><meta charset="utf-8"><title>Tienda</title><link rel="icon" href="data:,"></head>
<body><main><h1>Tienda</h1>${embed}</main></body></html>`,
  csp: (service) => `default-src 'none'; script-src ${service} 'wasm-unsafe-eval'; connect-src ${service}; img-src data:`,
});
after(() => shop.close());

/** Sells something and has the page print what the service answers with: the page's address and the checkout's id. */
async function sold(service) {
  shop.uses(service.url);
  // Whose list of banks is known, it is in the answer.
  await fetch(`${service.url}/v1/banks`);
  const address = await shop.sells();
  const [id] = /chk_[a-z2-7]{32}/.exec(address);
  const answer = await fetch(`${service.url}/v1/checkouts/${id}`, { headers: { authorization: "Bearer sk_demo" } });
  ({ embed } = await answer.json());
  return [address, id];
}

stories("embedded", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin }, atOnce: 1 }, (story) => {
  story("the page has brought everything: it is paid, and asked for once", {}, async ({ buyer, page, service }) => {
    const [address, id] = await sold(service);
    const asked = [];
    page.on("request", (request) => asked.push(request.url().replace(service.url, "")));
    await page.goto(address);
    await buyer.button("Pagar con PSE").click();
    await buyer.isA("Persona natural");
    await buyer.choosesBank(9001);
    await buyer.fillsIn({ "Correo electrónico": "ana@example.co", Celular: "3004567890" });
    const files = asked.filter((path) => path.startsWith("/widget/"));
    assert.equal(new Set(files).size, files.length, files.join(" "));
    assert.equal(files.length, 3, files.join(" "));
    assert.ok(!asked.some((path) => path.startsWith("/v1/banks")), asked.join(" "));
    // Once it is there: what may have changed since.
    assert.deepEqual(asked.filter((path) => path.startsWith("/v1/checkouts")), [`/v1/checkouts/${id}`]);
    await buyer.confirms(9001);
    await buyer.goesToTheBank();
  });

  story("a page made before the order was paid shows that it is", {}, async ({ page, service }) => {
    const [address, id] = await sold(service);
    const payer = { email_address: "ana@example.co", mobile: "3001234567" };
    const begun = await fetch(`${service.url}/v1/checkouts/${id}/payments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ bank_code: "9004", bank_interface: "person", payer }),
    });
    assert.equal(begun.status, 201, await begun.text());
    await page.goto(address);
    await page.getByText("Continuar en el banco").waitFor();
  });
});
