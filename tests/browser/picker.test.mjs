// The bank picker: keys, search, what is said aloud, the bank used last, and the sheet of a phone.

import assert from "node:assert/strict";

import { stories } from "./harness/stories.mjs";

const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

/** What the keys are on, as a screen reader follows it. */
const active = (buyer) =>
  buyer.bank().evaluate((field) => {
    const id = field.getAttribute("aria-activedescendant");
    return id ? field.getRootNode().getElementById(id).textContent : null;
  });

stories("the bank picker", { settings: { PSE__SITES__DEMO__FAVOURITE_BANKS: "1066,1007" } }, (story) => {
  story("keys walk the list as in any combobox", {}, async ({ buyer, page }) => {
    await buyer.goesToPay();
    const bank = buyer.bank();
    await bank.focus();
    assert.equal(await bank.getAttribute("aria-expanded"), "false");
    await page.keyboard.press("ArrowDown");
    assert.equal(await bank.getAttribute("aria-expanded"), "true");
    assert.equal(await active(buyer), null, "no bank is chosen for the buyer");
    const names = await buyer.banks().allTextContents();
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(buyer), "BANCO COOPERATIVO COOPCENTRAL", "the merchant's first favourite");
    for (const [key, place] of [["End", names.length - 1], ["Home", 0], ["PageDown", 8], ["PageUp", 0], ["ArrowUp", names.length - 1]]) {
      await page.keyboard.press(key);
      assert.equal(await active(buyer), names[place], key);
    }
    await page.keyboard.press("Escape");
    assert.equal(await bank.getAttribute("aria-expanded"), "false");
    assert.equal(await bank.inputValue(), "");
    await page.keyboard.type("davivi");
    await page.keyboard.press("Enter");
    assert.equal(await bank.inputValue(), "BANCO DAVIVIENDA");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(buyer), "BANCO DAVIVIENDA", "it begins at what was chosen");
  });

  story("a bank is found as people type it, and what matches is marked and counted", {}, async ({ buyer, page }) => {
    await buyer.goesToPay();
    for (const [typed, names] of [
      ["bogota", ["BANCO DE BOGOTA"]],
      ["  Bogotá", ["BANCO DE BOGOTA"]],
      ["AV Villas", ["BANCO AV VILLAS"]],
      ["banco bogota", ["BANCO DE BOGOTA"]],
      ["nequi", ["NEQUI"]],
      ["ahorro a la mano", ["BANCOLOMBIA"]],
      ["davi", ["BANCO DAVIVIENDA", "DAVIPLATA"]],
    ]) {
      await buyer.bank().fill(typed);
      await page.waitForFunction(
        (names) => {
          const { shadowRoot } = document.querySelector("pse-checkout");
          return JSON.stringify([...shadowRoot.querySelectorAll("[role=option]")].map((o) => o.textContent)) === names;
        },
        JSON.stringify(names),
      ).catch(async () => assert.fail(`«${typed}» finds ${await buyer.banks().allTextContents()}`));
    }
    assert.deepEqual(await page.locator("pse-checkout mark").allTextContents(), ["DAVI", "DAVI"]);
    await page.getByRole("status").getByText("2 bancos").waitFor();
    await buyer.bank().fill("xyz");
    await page.getByRole("status").getByText("Ningún banco coincide con lo que escribió.").waitFor();
    assert.equal(await buyer.bank().getAttribute("aria-expanded"), "false", "there is no list");
  });

  story("the bank used last is offered first, only on the buyer's wish, and forgotten in one tap", {}, async ({ buyer, page }) => {
    const remembered = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("pse-")));
    const offered = async () => {
      await buyer.bank().click();
      return page.locator("pse-checkout .group").allTextContents();
    };
    const wish = page.getByLabel("Recordar mi banco en este dispositivo");
    await buyer.goesToPay();
    assert.equal(await wish.isChecked(), false);
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
    await buyer.goesToPay();
    assert.deepEqual(await remembered(), [], "nobody wished it");
    await wish.check();
    assert.deepEqual(await remembered(), [], "not before it is used");
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
    await buyer.goesToPay();
    assert.deepEqual(await offered(), ["Su último banco", "Más usados", "Todos los bancos"]);
    assert.equal(await buyer.banks().first().textContent(), "BANCO DE PRUEBA QUE APRUEBA");
    assert.equal(await buyer.bank().inputValue(), "", "offered, not chosen");
    await page.keyboard.press("Escape");
    await wish.uncheck();
    assert.deepEqual(await remembered(), []);
    assert.deepEqual(await offered(), ["Más usados", "Todos los bancos"]);
  });

  story("on a phone the list covers the screen until a bank is taken or it is closed", PHONE, async ({ buyer, page }) => {
    await buyer.goesToPay();
    const picker = page.locator("pse-checkout .picker");
    const { height } = await picker.boundingBox();
    await page.evaluate(() => { visualViewport.onresize = visualViewport.onscroll = () => {}; });
    await buyer.bank().tap();
    await buyer.banks().first().waitFor();
    assert.deepEqual(await picker.boundingBox(), { x: 0, y: 0, width: 360, height: 640 });
    // The keyboard opens: what is left of the screen is covered, not what is behind the keyboard.
    await page.setViewportSize({ width: 360, height: 400 });
    await page.waitForFunction(() => document.querySelector("pse-checkout").shadowRoot.querySelector(".picker").offsetHeight === 400);
    const last = buyer.banks().last();
    await last.scrollIntoViewIfNeeded();
    const { y, height: tall } = await last.boundingBox();
    assert.ok(y + tall <= 400, "the last bank is above the keyboard");
    await buyer.button("Cerrar").tap();
    assert.equal(await buyer.banks().first().isVisible(), false);
    assert.equal((await picker.boundingBox()).height, height, "back in its place");
    const kept = await page.evaluate(() => [visualViewport.onresize, visualViewport.onscroll].every(Boolean));
    assert.ok(kept, "the page still listens to its own screen");
    await buyer.bank().tap();
    await buyer.bank().fill("coopcentral");
    await buyer.banks().first().tap();
    assert.equal(await buyer.bank().inputValue(), "BANCO COOPERATIVO COOPCENTRAL");
    assert.equal((await picker.boundingBox()).height, height);
  });
});
