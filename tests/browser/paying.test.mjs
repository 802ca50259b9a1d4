// Buyers who pay: as a person, as a company, by keyboard alone, without any script.

import assert from "node:assert/strict";

import { keyboard } from "./harness/keyboard.mjs";
import { BANKS, COMPANY, PERSON } from "./harness/people.mjs";
import { stories } from "./harness/stories.mjs";

stories("paying", {}, (story) => {
  story("a person pays from the shop to the bank and back", {}, async ({ buyer, page, picture }) => {
    await buyer.orders();
    await picture("person-1-button");
    await buyer.button("Pagar con PSE").click();
    await buyer.isA("Persona natural");
    await buyer.choosesBank(9001);
    await buyer.fillsIn(PERSON);
    await picture("person-2-form");
    await buyer.confirms(9001);
    assert.equal(page.context().pages().length, 1, "the same tab, no pop-up");
    assert.equal(page.frames().length, 1, "no frame");
    await picture("person-3-pse");
    await buyer.goesToTheBank();
    await picture("person-4-bank");
    await buyer.button("Pagar").click();
    await buyer.isBack();
    await buyer.seesOutcome("Aprobada");
    await picture("person-5-outcome");

    const [transaction] = await buyer.transactions();
    const receipt = await buyer.receipt();
    assert.equal(receipt.Estado, "Aprobada");
    assert.equal(receipt["Razón social"], "Casa del Turismo");
    assert.equal(receipt.NIT, "900123456");
    assert.equal(receipt.Banco, BANKS[9001]);
    assert.equal(receipt.CUS, transaction.cus);
    assert.equal(receipt.Referencia, transaction.reference);
    assert.match(receipt.Valor, /^\$\s59\.500/);
    assert.match(receipt.IVA, /^\$\s9\.500/);
    assert.equal(receipt.Descripción, "Casa del Turismo: 1 × San Antonio a pie");
    assert.equal(receipt.Teléfono, "6024567890");
    assert.equal(receipt["Correo electrónico"], "pagos@example.co");
    assert.ok(receipt.Fecha);
    await buyer.button("Imprimir").waitFor();
    assert.equal(await buyer.button("Intentar de nuevo").count(), 0, "nothing to try again");
    assert.equal(transaction.request.bankInterface, "0");
    assert.equal(transaction.request.payer.firstName, "María José");
  });

  story("a company pays with its NIT", {}, async ({ buyer, picture }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001, "Empresa (persona jurídica)", COMPANY);
    await picture("company-form");
    await buyer.confirms(9001);
    await buyer.walksToTheBankAndPresses("Pagar");
    await buyer.seesOutcome("Aprobada");
    const [transaction] = await buyer.transactions();
    assert.equal(transaction.request.bankInterface, "1");
    assert.equal(transaction.request.payer.documentType, "NIT");
    assert.equal(transaction.request.payer.document, "900299228");
  });

  story("a bank is found by a part of its name, without accents", {}, async ({ buyer, page, picture }) => {
    await buyer.goesToPay();
    const bank = buyer.bank();
    await bank.click();
    const all = await buyer.banks().count();
    assert.ok(all > 40, `${all} banks`);
    await bank.fill("limite");
    await page.getByRole("status").filter({ hasText: "1 banco" }).waitFor();
    assert.deepEqual(await buyer.banks().allTextContents(), [BANKS[9007]]);
    await picture("bank-search");
    await bank.fill("no hay tal banco");
    await buyer.sees("Ningún banco coincide con lo que escribió.");
    await bank.press("Escape");
    assert.equal(await bank.getAttribute("aria-expanded"), "false");
  });

  story("the whole way by keyboard alone", {}, async ({ buyer, page, service }) => {
    const hands = keyboard(page);
    await page.goto(`${service.url}/`);
    await hands.tabTo("Ir a pagar");
    await hands.press("Enter");
    await buyer.button("Pagar con PSE").waitFor();
    await hands.tabTo("Pagar con PSE");
    await hands.press("Enter");
    await hands.isOn("Pagar con PSE", "the form's heading");

    await hands.tabTo("Persona natural");
    await hands.press("Space");
    await hands.tabTo("Banco");
    await hands.type("que aprueba");
    await hands.press("ArrowDown");
    await hands.press("ArrowUp");
    await hands.press("Enter");
    assert.equal(await buyer.bank().inputValue(), BANKS[9001]);
    for (const [label, text] of Object.entries(PERSON)) {
      await hands.tabTo(label);
      await hands.type(text);
    }
    await hands.tabTo(`Continuar a ${BANKS[9001]}`);
    await hands.press("Enter");
    await buyer.isAtPse();
    await hands.tabTo("Ir al Banco");
    await hands.press("Enter");
    await page.waitForURL("**/banco/**");
    await hands.tabTo("Pagar");
    await hands.press("Enter");
    await buyer.isBack();
    await buyer.seesOutcome("Aprobada");
    await hands.tabTo("Imprimir");
  });

  const noScript = { javaScriptEnabled: false };
  story("without any script, on the service's own page", noScript, async ({ buyer, page, service, picture }) => {
    const answer = await fetch(`${service.url}/demo/checkouts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ items: [{ sku: "salsa", quantity: 2 }] }),
    });
    const { url } = await answer.json();
    await page.goto(url);
    await picture("no-script-1-form");
    await buyer.isA("Persona natural");
    await page.getByLabel("Banco", { exact: true }).selectOption({ label: BANKS[9001] });
    await buyer.fillsIn(PERSON);
    await page.getByRole("button", { name: /^Continuar/ }).click();
    await buyer.isAtPse();
    await buyer.goesToTheBank();
    await buyer.button("Pagar").click();
    await page.waitForURL(`${service.url}/?pse_checkout=chk_*`);
    await page.goto(url);
    await buyer.seesOutcome("Aprobada");
    await picture("no-script-2-outcome");
  });
});
