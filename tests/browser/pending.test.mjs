// Payments whose outcome comes later: the page waits for it, closed or open.

import assert from "node:assert/strict";

import { stories } from "./harness/stories.mjs";

const settings = { PSE__PROBE__FIRST_AFTER: "2s", PSE__PROBE__EVERY: "1s" };

stories("pending", { settings }, (story) => {
  story("a pending payment becomes approved on its own", {}, async ({ buyer, sandbox, page, picture }) => {
    await buyer.pays(9004, "Pendiente");
    await buyer.sees("Por favor verificar si el débito fue realizado en el Banco.");
    assert.equal(await buyer.button("Intentar de nuevo").count(), 0, "no second payment while one is pending");
    await picture("pending");
    const address = page.url();
    await sandbox.advance(61);
    await buyer.seesOutcome("Aprobada");
    assert.equal(page.url(), address, "without loading anything");
    await picture("pending-approved");
  });

  story("who abandons at the bank finds the outcome later", {}, async ({ buyer, context, page }) => {
    await buyer.goesToPay();
    const order = page.url();
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
    await buyer.goesToTheBank();
    // Pays there, and never comes back: the way back, a redirect that `route` does not see, is cut.
    const cdp = await context.newCDPSession(page);
    const cut = new Promise((done) => {
      cdp.on("Fetch.requestPaused", ({ requestId }) => done(cdp.send("Fetch.failRequest", { requestId, errorReason: "Aborted" })));
    });
    await cdp.send("Fetch.enable", { patterns: [{ urlPattern: "*/return/*" }] });
    await buyer.button("Pagar").click({ noWaitAfter: true });
    await cut;
    const another = await context.newPage();
    await another.goto(order);
    await another.getByRole("heading", { name: "Aprobada", exact: true }).waitFor();
  });

  story("reloading the outcome shows it again and asks the provider nothing more", {}, async ({ buyer, page }) => {
    await buyer.pays(9001, "Aprobada");
    const asked = async () => (await buyer.transactions())[0].asked.length;
    const before = await asked();
    for (let time = 0; time < 3; time += 1) {
      await page.reload();
      await buyer.seesOutcome("Aprobada");
    }
    assert.equal(await asked(), before);
  });

  story("the shop offers a look at what is pending", {}, async ({ buyer, page, service }) => {
    await buyer.pays(9005, "Pendiente");
    await page.goto(`${service.url}/`);
    await page.getByRole("link", { name: "Ver el estado de su pedido" }).click();
    await buyer.seesOutcome("Pendiente");
    assert.equal((await buyer.transactions()).length, 1);
  });
});
