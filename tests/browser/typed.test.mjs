// What the buyer types is what is sent: cleaned by the rules of the service.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { COMPANY, PERSON } from "./harness/people.mjs";
import { PROJECT } from "./harness/programs.mjs";
import { stories } from "./harness/stories.mjs";

const CASES = JSON.parse(readFileSync(`${PROJECT}shared/src/clean/cases.json`, "utf8"));
const FIELDS = {
  document: "Número de documento",
  first_name: "Nombres",
  email_address: "Correo electrónico",
  mobile: "Celular",
};
const DOCUMENTS = {
  CC: "Cédula de ciudadanía",
  CE: "Cédula de extranjería",
  TI: "Tarjeta de identidad",
  PPN: "Pasaporte",
  SSN: "SSN (Estados Unidos)",
};
/** Whoever asks to pay is told that nothing was sent. */
const PROBLEM = { type: "about:blank", title: "x", status: 503, code: "provider_unavailable", detail: "No se envió ninguna transacción." };

stories("typing", {}, (story) => {
  story("what is typed is cleaned or refused as the table says", { expected: [/\/payments$/] }, async ({ buyer, page }) => {
    await page.route("**/payments", (route) =>
      route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(PROBLEM) }));
    await buyer.goesToPay();
    const asked = CASES.filter(({ field }) => field in FIELDS);
    assert.ok(asked.length > 80);
    await buyer.fillsInTheForm(9001);
    const isNit = ({ document_type }) => document_type === "NIT";
    await tries(asked.filter((one) => !isNit(one)), PERSON);
    await buyer.isA("Empresa (persona jurídica)");
    await buyer.fillsIn(COMPANY);
    await tries(asked.filter(isNit), COMPANY);

    async function tries(cases, person) {
      for (const one of cases) {
        const { field, document_type, typed, clean, wrong } = one;
        const control = buyer.field(FIELDS[field]);
        if (document_type in DOCUMENTS) await buyer.field("Tipo de documento").selectOption({ label: DOCUMENTS[document_type] });
        await control.fill(typed);
        const sent = wrong ? undefined : page.waitForRequest("**/payments");
        await buyer.continueTo(9001).click();
        if (wrong) {
          await page.waitForFunction((id) => {
            const { shadowRoot } = document.querySelector("pse-checkout");
            return shadowRoot.getElementById(id).getAttribute("aria-invalid") === "true";
          }, field);
          if (one.digits) await buyer.sees(`Tiene ${one.digits} dígitos. Revise el número; debe tener de `);
          if (wrong === "wrong_check_digit") await buyer.sees("El dígito de verificación no corresponde al NIT");
        } else {
          assert.equal((await sent).postDataJSON().payer[field], clean, JSON.stringify(one));
        }
        await control.fill(person[FIELDS[field]]);
        if (document_type in DOCUMENTS) await buyer.field("Tipo de documento").selectOption({ label: DOCUMENTS.CC });
      }
    }
  });
});
