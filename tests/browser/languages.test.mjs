// Buyers who read another language: the page's, the element's own, changed while it is open.

import assert from "node:assert/strict";

import { stories } from "./harness/stories.mjs";

const PERSON = {
  "Document type": "Passport",
  "Document number": "AB123456",
  "First name": "Jane",
  "Last name": "O'Neill",
  Email: "jane@example.co",
  "Mobile phone": "+1 202 555 0143",
};

stories("languages", {}, (story) => {
  const refused = { expected: [/\/payments$/] };
  story("a buyer pays in English, and the provider knows", refused, async ({ buyer, page, picture }) => {
    // The shop is Spanish; this one's page is not.
    await page.addInitScript(() => {
      document.addEventListener("readystatechange", () => { document.documentElement.lang = "en-GB"; });
    });
    await buyer.orders("Pay with PSE");
    await buyer.button("Pay with PSE").click();
    await page.getByRole("group", { name: "Type of payer" }).getByRole("radio", { name: "Individual" }).check();
    const bank = page.getByRole("combobox", { name: "Bank", exact: true });
    const takes = async (name) => {
      await bank.fill(name);
      await page.getByRole("option", { name, exact: true }).click();
    };
    await takes("BANCO DE PRUEBA INALCANZABLE");
    await buyer.fillsIn(PERSON);
    await buyer.button("Continue to BANCO DE PRUEBA INALCANZABLE").click();
    await buyer.sees("The bank cannot be reached to begin the transaction");
    await picture("english-refused");
    await takes("BANCO DE PRUEBA QUE DEJA PENDIENTE");
    await buyer.button("Continue to BANCO DE PRUEBA QUE DEJA PENDIENTE").click();
    await buyer.isAtPse();
    const sent = (await buyer.transactions()).map(({ request }) => request.language);
    assert.ok(sent.length > 0 && sent.every((language) => language === "EN"), sent.join());
    await buyer.goesBack();
    await buyer.heading("Pending").waitFor();
    await buyer.sees("Please check whether the debit was made at your bank.");
    const receipt = await buyer.receipt();
    assert.match(receipt.Amount, /^COP\s59,500$/);
  });

  story("the language changes while the form is open, and what was typed stays", {}, async ({ buyer, page }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    await buyer.field("Celular").fill("300");
    await buyer.continueTo(9001).click();
    await buyer.sees("Revise el número; debe tener de 7 a 15 dígitos.");
    const requests = [];
    page.on("request", (request) => requests.push(new URL(request.url()).pathname));
    await page.evaluate(() => { document.querySelector("pse-checkout").lang = "pt"; });
    await buyer.sees("Verifique o número; deve ter de 7 a 15 dígitos.");
    assert.equal(await buyer.field("Sobrenome").inputValue(), "Núñez Peña");
    assert.equal(await buyer.field("Tipo de documento").inputValue(), "CC");
    assert.equal(await buyer.bank().inputValue(), "BANCO DE PRUEBA QUE APRUEBA");
    assert.ok(requests.every((path) => /^\/widget\/pse-checkout-[\w-]{12}\.pt\.txt$/.test(path)), requests.join());
    await buyer.field("Celular").fill("3001234567");
    await buyer.button("Continuar para BANCO DE PRUEBA QUE APRUEBA").click();
    await buyer.isAtPse();
  });

  story("without a language of ours it speaks Spanish, and each language is loaded alone", {}, async ({ buyer, page }) => {
    const languages = [];
    page.on("request", (request) => languages.push(...(/\.(\w\w)\.txt$/.exec(request.url())?.slice(1) ?? [])));
    await buyer.goesToPay();
    assert.deepEqual(languages, ["es"]);
    await page.evaluate(() => { document.querySelector("pse-checkout").lang = "de"; });
    await buyer.heading("Pagar con PSE").waitFor();
    assert.deepEqual(languages, ["es"]);
  });

  const noWasm = { expected: [/\.wasm/] };
  story("the link that stands in for the widget leads to a page in the same language", noWasm, async ({ buyer, context, page, picture }) => {
    await context.route("**/*.wasm", (route) => route.abort());
    await page.goto(`${buyer.service.url}/`);
    await buyer.button("Ir a pagar").click();
    await page.waitForURL("**/?pago=chk_*");
    const widget = page.locator("pse-checkout");
    await widget.getByRole("link").waitFor();
    await widget.evaluate((element) => { element.lang = "en"; });
    await widget.getByRole("link", { name: "Pay with PSE" }).click();
    await page.waitForURL("**/pay/chk_*?lang=en");
    await buyer.heading("Pay with PSE").waitFor();
    await picture("own-page-english");
    await page.getByRole("link", { name: "Português" }).click();
    await buyer.heading("Pagar com PSE").waitFor();
    await page.getByLabel("Banco", { exact: true }).waitFor();
  });

  const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
  story("the CUS is copied in one tap", clipboard, async ({ buyer, page }) => {
    await buyer.pays(9001, "Aprobada");
    const { CUS } = await buyer.receipt();
    await buyer.button("Copiar CUS").click();
    await buyer.button("CUS copiado").waitFor();
    await page.getByRole("status").getByText("CUS copiado").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), CUS);
  });
});
