// What goes wrong before a payment: no bank list, wrong data, no network, no widget, too many requests.

import assert from "node:assert/strict";

import { isAccessible } from "./harness/accessibility.mjs";
import { PERSON } from "./harness/people.mjs";
import { stories } from "./harness/stories.mjs";

const UNAVAILABLE = "No se pudo obtener la lista de Entidades Financieras, por favor intente más tarde";

stories("no bank list", {}, (story) => {
  const refused = { expected: [/\/v1\/banks/] };
  story("is told in the specification's words", refused, async ({ buyer, sandbox, page, picture }) => {
    await sandbox.fault("getBankList", "http_status", { value: 503, times: 3 });
    await buyer.goesToPay();
    await buyer.sees(UNAVAILABLE);
    await isAccessible(page, "no bank list");
    await picture("no-bank-list");
    await sandbox.forgetFaults();
    const bank = buyer.bank();
    // The service leaves the provider in peace for a moment, so once may not be enough.
    for (let time = 0; time < 40 && !(await bank.isVisible()); time += 1) {
      const again = buyer.button("Intentar de nuevo");
      if (await again.isVisible()) await again.click().catch(() => {});
      await bank.waitFor({ timeout: 250 }).catch(() => {});
    }
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
  });
});

stories("wrong data", {}, (story) => {
  story("an empty form marks everything and leads to the first field", {}, async ({ buyer, page, picture }) => {
    await buyer.goesToPay();
    await buyer.button("Continuar").click();
    await buyer.sees("Elija si paga como persona natural o como empresa.");
    for (const sentence of [
      "Elija su banco de la lista.",
      "Elija el tipo de documento.",
      "Escriba el número de documento.",
      "Escriba los nombres.",
      "Escriba los apellidos.",
      "Escriba el correo electrónico.",
      "Escriba el número de celular.",
    ]) {
      await buyer.sees(sentence);
    }
    await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.type === "radio");
    await picture("wrong-empty");
    await isAccessible(page, "an empty form");
    assert.equal((await buyer.checkout()).payment, undefined);
  });

  story("each wrong field says what is wrong with it until it is mended", {}, async ({ buyer, page, picture }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001, "Persona natural", {
      ...PERSON,
      "Número de documento": "0123456",
      "Correo electrónico": "maria@",
      Celular: "300",
    });
    await buyer.continueTo(9001).click();
    for (const [label, sentence] of [
      ["Número de documento", "Revise el número: no corresponde al tipo de documento."],
      ["Correo electrónico", "Revise el correo; debe ser como nombre@ejemplo.com."],
      ["Celular", "Revise el número; debe tener de 7 a 15 dígitos."],
    ]) {
      const field = buyer.field(label);
      await buyer.sees(sentence);
      assert.equal(await field.getAttribute("aria-invalid"), "true", label);
      const described = await field.evaluate((element) => {
        const ids = element.getAttribute("aria-describedby").split(" ");
        return ids.map((id) => element.getRootNode().getElementById(id).textContent).join(" ");
      });
      assert.ok(described.includes(sentence), `${label}: ${described}`);
    }
    await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.name === "document");
    await picture("wrong-fields");
    await isAccessible(page, "wrong fields");

    await buyer.fillsIn(PERSON);
    await page.getByText("Revise el correo").waitFor({ state: "hidden" });
    assert.equal(await buyer.field("Celular").getAttribute("aria-invalid"), null);
    await buyer.confirms(9001);
  });

  story("a NIT is for companies and other documents for persons", {}, async ({ buyer, page }) => {
    await buyer.goesToPay();
    await buyer.isA("Persona natural");
    const types = () => buyer.field("Tipo de documento").getByRole("option").allTextContents();
    assert.ok(!(await types()).includes("NIT"), await types());
    await buyer.isA("Empresa (persona jurídica)");
    await page.waitForFunction(() => true);
    assert.deepEqual((await types()).filter((type) => type !== "Seleccione…"), ["NIT"]);
  });
});

stories("no network", {}, (story) => {
  const cutOff = { expected: [/\/v1\//] };
  story("a buyer who is cut off is told, and pays later", cutOff, async ({ buyer, context, page, picture }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    await context.setOffline(true);
    await buyer.continueTo(9001).click();
    const told = page.getByText("No pudimos comunicarnos con el servicio de pagos").first();
    await told.waitFor({ timeout: 30_000 });
    await picture("offline");
    await context.setOffline(false);
    await buyer.confirms(9001);
    assert.equal((await buyer.transactions()).length, 1);
  });

  const noWasm = { expected: [/\.wasm/] };
  story("without WebAssembly there is a link to a page", noWasm, async ({ buyer, context, page, service }) => {
    // Its download fails once the buyer has pressed: before that, the button is there.
    let fail;
    const pressed = new Promise((resolve) => { fail = resolve; });
    await context.route("**/*.wasm", (route) => pressed.then(() => route.abort()));
    await page.goto(`${service.url}/`);
    await buyer.button("Ir a pagar").click();
    await page.waitForURL("**/?pago=chk_*");
    await buyer.button("Pagar con PSE").click();
    fail();
    await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).click();
    await page.waitForURL("**/pay/chk_*");
    await page.getByLabel("Banco", { exact: true }).waitFor();
  });
});

stories("too many requests", {}, (story) => {
  const refused = { expected: [/\/payments/] };
  story("the buyer is told how long to wait", refused, async ({ buyer, page }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    const payments = "**/v1/checkouts/*/payments";
    const body = JSON.stringify({ code: "rate_limited", detail: "Demasiadas solicitudes." });
    await page.route(payments, (route) =>
      route.fulfill({ status: 429, contentType: "application/problem+json", headers: { "retry-after": "7" }, body }),
    );
    await buyer.continueTo(9001).click();
    await buyer.sees("Demasiadas solicitudes. Podrá intentar de nuevo en 7 segundos.");
    await page.unroute(payments);
    await buyer.confirms(9001);
  });
});

stories("a page's address that names no checkout", {}, (story) => {
  story("leads to no other address", {}, async ({ page, service }) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    for (const text of ["../../metrics", "chk_a/../../../metrics", "chk_a%2f..", "chk_a?b", "null"]) {
      await page.goto(`${service.url}/?pse_checkout=${encodeURIComponent(text)}`);
      const painted = await page.evaluate(async () => {
        await customElements.whenDefined("pse-checkout");
        const element = document.createElement("pse-checkout");
        document.body.append(element);
        element.open();
        return element.shadowRoot.childElementCount;
      });
      assert.equal(painted, 0, text);
    }
    const wrong = asked.filter((path) => path.includes("metrics") || path.startsWith("/v1/"));
    assert.deepEqual(wrong, []);
  });
});
