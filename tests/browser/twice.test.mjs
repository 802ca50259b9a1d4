// Everything a buyer does twice: clicks, tabs, going Back and reloading. There is one payment.

import assert from "node:assert/strict";

import { stories } from "./harness/stories.mjs";

const refused = { expected: [/\/payments$/] };

function twice(keepsPages, story) {
  story("a double click is one payment", {}, async ({ buyer }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    await buyer.continueTo(9001).dblclick({ noWaitAfter: true });
    await buyer.isAtPse();
    assert.equal((await buyer.transactions()).length, 1);
  });

  story("a click while it is being created does nothing", {}, async ({ buyer, sandbox }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    // Another story beside this one may create first: there is one for each of them.
    await sandbox.fault("createTransaction", "slow", { value: 2500, times: 3 });
    await buyer.continueTo(9001).click({ noWaitAfter: true });
    const busy = buyer.button("Creando transacción…");
    assert.ok(await busy.isDisabled());
    await busy.dispatchEvent("click");
    await buyer.isAtPse();
    assert.equal((await buyer.transactions()).length, 1);
  });

  story("who goes Back from PSE can continue there", {}, async ({ buyer, page, picture }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    await page.evaluate(() => { globalThis.isTheSamePage = true; });
    await buyer.confirms(9001);
    await buyer.goesBack();
    await buyer.seesOutcome("Pendiente");
    assert.equal(await page.evaluate(() => globalThis.isTheSamePage ?? false), keepsPages);
    await picture("back-from-pse");
    await page.getByRole("link", { name: "Continuar en el banco" }).click();
    await buyer.isAtPse();
    await buyer.walksToTheBankAndPresses("Pagar");
    await buyer.seesOutcome("Aprobada");
    assert.equal((await buyer.transactions()).length, 1);
  });

  story("who goes Back from the outcome sees the outcome", {}, async ({ buyer, page }) => {
    await buyer.pays(9001, "Aprobada");
    // Past the bank's pages, whose payment is over, to the order.
    await buyer.goesBack();
    for (let step = 0; step < 3 && !page.url().includes(buyer.id); step += 1) await buyer.goesBack();
    await buyer.seesOutcome("Aprobada");
    assert.equal((await buyer.transactions()).length, 1);
  });

  story("reloading the form loses nothing but what was typed", {}, async ({ buyer, page }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    await page.reload();
    await buyer.button("Pagar con PSE").click();
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
    assert.equal((await buyer.transactions()).length, 1);
  });

  story("the same order in two tabs is paid once", refused, async ({ buyer, context, page }) => {
    await buyer.goesToPay();
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole("button", { name: "Pagar con PSE", exact: true }).click();
    const twin = Object.assign(Object.create(Object.getPrototypeOf(buyer)), buyer, { page: other });
    await twin.fillsInTheForm(9001);
    await page.bringToFront();
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
    await other.bringToFront();
    await twin.continueTo(9001).click();
    await twin.seesOutcome("Pendiente");
    await twin.sees("PENDIENTE de recibir confirmación por parte de su entidad financiera");
    assert.equal((await twin.transactions()).length, 1);
  });
}

for (const keepsPages of [false, true]) {
  const title = keepsPages ? "twice, in a browser that keeps the pages it leaves" : "twice";
  stories(title, { browser: { keepsPages } }, (story) => twice(keepsPages, story));
}
