// What the buyer types is what is sent: every letter and digit of it, which the service cleans by its rules.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { BANKS, COMPANY, PERSON } from "./harness/people.mjs";
import { PROJECT } from "./harness/programs.mjs";
import { stories } from "./harness/stories.mjs";

const CASES = JSON.parse(readFileSync(`${PROJECT}shared/src/clean/cases.json`, "utf8"));
/** What a buyer sees of a text as letters and digits. */
const shown = (text) =>
  text.replace(/[\p{Cf}\p{DI}]/gu, "").normalize("NFKC").replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15).replace(/[^\p{L}\p{N}]/gu, "");
/** Fields whose signs and prefixes the service takes away. */
const SIGNED = new Set(["document", "mobile", "email_address"]);
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
    // What is wrong the service may refuse; what is right is not to become a payment, of which there can be one.
    let isRight;
    await page.route("**/payments", (route) =>
      isRight ? route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(PROBLEM) }) : route.continue());
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
        isRight = !wrong;
        await control.fill(typed);
        const sent = wrong ? undefined : page.waitForRequest("**/payments");
        await buyer.continueTo(9001).click();
        if (wrong) {
          await page.waitForFunction((id) => {
            const { shadowRoot } = document.querySelector("pse-checkout");
            return shadowRoot.getElementById(id).getAttribute("aria-invalid") === "true";
          }, field);
          if (one.digits) await buyer.sees(`Tiene ${one.digits} dígitos. Revise el número`);
          if (wrong === "wrong_check_digit") await buyer.sees("El dígito de verificación no corresponde al NIT");
        } else {
          // The service makes of it what the table says (backend/core/src/text/composed.rs runs the same table).
          const text = (await sent).postDataJSON().payer[field];
          assert.equal(shown(text), shown(typed), JSON.stringify(one));
          assert.equal(text, text.normalize(), JSON.stringify(one));
          assert.doesNotMatch(text, /[^\P{Z} ]|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\uff10-\uff19]/u, JSON.stringify(one));
          if (!SIGNED.has(field)) assert.equal(text, clean, JSON.stringify(one));
        }
        await control.fill(person[FIELDS[field]]);
        if (document_type in DOCUMENTS) await buyer.field("Tipo de documento").selectOption({ label: DOCUMENTS.CC });
      }
    }
  });

  story("what is filled in without a word about it is sent as it is shown", {}, async ({ buyer, page }) => {
    await buyer.goesToPay();
    await buyer.choosesBank(9001);
    await page.locator("pse-checkout").evaluate(({ shadowRoot }, values) => {
      // As password managers and restored forms do: no event at all.
      shadowRoot.querySelector("[type=radio][value=person]").checked = true;
      for (const [id, value] of Object.entries(values)) shadowRoot.getElementById(id).value = value;
    }, { document_type: "CC", document: "1.144.093.521", first_name: "María José", last_name: "Núñez", email_address: "maria@example.co", mobile: "3004567890" });
    await buyer.continueTo(9001).click();
    await buyer.isAtPse();
    const [{ request }] = await buyer.transactions();
    assert.equal(request.bankInterface, "0");
    const { documentType, document, firstName, lastName, emailAddress, mobile } = request.payer;
    assert.deepEqual(
      [documentType, document, firstName, lastName, emailAddress, mobile],
      ["CC", "1144093521", "María José", "Núñez", "maria@example.co", "3004567890"],
    );
  });

  story("what is filled in with a word about it only when the field is left counts then", {}, async ({ buyer, page }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001, "Persona natural", { ...PERSON, Celular: "300" });
    await buyer.continueTo(9001).click();
    await buyer.sees("Tiene 3 dígitos. Revise el número; debe tener de 7 a 15 dígitos.");
    for (const [type, number] of [["change", "3004567890"], ["blur", "6015081234"]]) {
      await buyer.field("Celular").evaluate((field, [type, value]) => {
        field.value = value;
        field.dispatchEvent(new Event(type));
      }, [type, number]);
      await page.waitForFunction(() => {
        const { shadowRoot } = document.querySelector("pse-checkout");
        return !shadowRoot.getElementById("mobile").hasAttribute("aria-invalid");
      });
      await buyer.field("Celular").fill("300");
    }
  });

  const nobody = { expected: [/\/payments$/] };
  story("after a refusal everything typed is still there; after a return the bank alone, and nothing is stored", nobody, async ({ buyer, page, context, service }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9006);
    await buyer.continueTo(9006).click();
    await buyer.sees("La entidad financiera no puede ser contactada");
    await buyer.button("Cancelar").click();
    await buyer.button("Pagar con PSE").click();
    await keeps(PERSON);
    await buyer.choosesBank(9002);
    await buyer.confirms(9002);
    await buyer.walksToTheBankAndPresses("Pagar");
    await buyer.seesOutcome("Rechazada");
    assert.deepEqual(await stored(), []);
    await buyer.button("Intentar de nuevo").click();
    await buyer.continueTo(9002).waitFor();
    assert.equal(await buyer.bank().inputValue(), BANKS[9002]);
    assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
    for (const label of Object.keys(PERSON)) assert.equal(await buyer.field(label).inputValue(), "", label);

    await page.goto(`${service.url}/pay/${buyer.id}?reintentar`);
    assert.equal(await buyer.field("Banco").inputValue(), "9002");
    assert.equal(await buyer.field("Nombres").inputValue(), "");
    assert.deepEqual(await stored(), []);

    async function keeps(person) {
      for (const [label, text] of Object.entries(person)) {
        const value = await buyer.field(label).inputValue();
        assert.equal(value, label === "Tipo de documento" ? "CC" : text, label);
      }
    }

    /** What is kept of people, wherever a page may keep something. */
    async function stored() {
      const kept = await page.evaluate(async () => [
        ...Object.entries({ ...localStorage, ...sessionStorage }),
        ...(await indexedDB.databases()),
        ...(await caches.keys()),
      ].map((one) => JSON.stringify(one)));
      const texts = Object.values(PERSON);
      return [...kept, ...(await context.cookies()).map(({ value }) => value)].filter((one) =>
        texts.some((text) => one.includes(text)) || one.includes("pse-checkout"));
    }
  });

  story("the widget and the service's page tell the browser the same about each field", {}, async ({ buyer, page, service }) => {
    await buyer.goesToPay();
    const small = () => page.evaluate(() => { document.documentElement.style.fontSize = "10px"; });
    await small();
    await buyer.isA("Empresa (persona jurídica)");
    await buyer.field("Razón social (opcional)").waitFor();
    const told = (root) => [...root.querySelectorAll("[name=document_type], input:is([type=text], [type=email], [type=tel])")]
      .filter(({ id }) => id !== "bank")
      .map((field) => [
        field.id,
        ...["name", "type", "inputmode", "autocomplete", "autocapitalize", "enterkeyhint"].map((name) => field.getAttribute(name)),
        parseFloat(getComputedStyle(field).fontSize) >= 16,
      ]);
    const widget = await page.evaluate(`(${told})(document.querySelector("pse-checkout").shadowRoot)`);
    await page.goto(`${service.url}/pay/${buyer.id}`);
    await small();
    const ours = await page.evaluate(`(${told})(document)`);
    const numeric = (fields) => fields.map((field) => field.map((value) => (value === "numeric" ? "text" : value)));
    assert.deepEqual(numeric(widget), numeric(ours));
    assert.ok(widget.every((field) => field.at(-1)), "iOS zooms into letters under 16 px");
    assert.deepEqual(widget.map(([, , , , autocomplete]) => autocomplete), ["off", "off", "organization", "given-name", "family-name", "email", "tel"]);
    assert.deepEqual(widget.map((field) => field.at(-2)), [null, "next", "next", "next", "next", "next", "go"]);
  });
});
