// Payments that do not end well at first, and what the buyer reads and can do then.

import assert from "node:assert/strict";

import { stories } from "./harness/stories.mjs";

const settings = { PSE__PROVIDER__CREATE_TIMEOUT: "2s", PSE__PROVIDER__CONNECT_TIMEOUT: "1s" };
/** What the service answers when a payment cannot be created is an error to the browser. */
const refused = { expected: [/\/payments$/] };

/** What certification asks to be said, word for word. */
const CERTIFIED = {
  9006:
    "La entidad financiera no puede ser contactada para iniciar la transacción, por favor seleccione otra o " +
    "intente más tarde",
  9007:
    "El monto de la transacción excede los límites establecidos en PSE para la empresa, por favor comuníquese con " +
    "nuestras líneas de atención al cliente al teléfono 6024567890 o al correo electrónico pagos@example.co",
};

stories("outcomes", { settings }, (story) => {
  story("who is rejected tries again with another bank and pays", {}, async ({ buyer, picture }) => {
    await buyer.pays(9002, "Rechazada");
    const receipt = await buyer.receipt();
    assert.equal(receipt.Motivo, "La entidad financiera no autorizó el débito.");
    await picture("rejected");
    await buyer.button("Intentar de nuevo").click();
    await buyer.heading("Pagar con PSE").waitFor();
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
    await buyer.walksToTheBankAndPresses("Pagar");
    await buyer.seesOutcome("Aprobada");
    const { reference } = await buyer.checkout();
    const references = (await buyer.transactions()).map((transaction) => transaction.reference);
    assert.deepEqual(references, [reference, `${reference}-2`]);
  });

  story("a payment that fails says so and can be tried again", {}, async ({ buyer, picture }) => {
    await buyer.pays(9003, "Fallida");
    await buyer.sees("La entidad financiera no pudo procesar la transacción.");
    await buyer.button("Intentar de nuevo").waitFor();
    await picture("failed");
  });

  story("who cancels at PSE comes back rejected, and is told that it was they", {}, async ({ buyer, page, service }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    await buyer.confirms(9001);
    await buyer.button("Cancelar").click();
    await buyer.isBack();
    await buyer.seesOutcome("Rechazada");
    await buyer.sees("Usted canceló el pago; no se hizo ningún cobro.");
    await buyer.sees("cancelada por el usuario");
    // The service's own page says the same in the same words.
    const paper = (root) => root.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.firstChild.data)));
    const ours = await paper(page.locator("pse-checkout .row"));
    const lead = await page.locator("pse-checkout .verdict p").first().textContent();
    await page.goto(`${service.url}/pay/${buyer.id}`);
    assert.deepEqual(await paper(page.locator(".receipt > div")), ours);
    assert.equal(await page.locator(".verdict p").textContent(), lead);
  });

  for (const [code, words] of Object.entries(CERTIFIED)) {
    story(`bank ${code} is refused in the certified words`, refused, async ({ buyer, picture }) => {
      await buyer.goesToPay();
      await buyer.fillsInTheForm(code);
      await buyer.continueTo(code).click();
      await buyer.sees(words);
      await picture(`refused-${code}`);
      // What was filled in is still there.
      assert.equal(await buyer.field("Nombres").inputValue(), "María José");
      await buyer.choosesBank(9001);
      await buyer.confirms(9001);
      await buyer.walksToTheBankAndPresses("Pagar");
      await buyer.seesOutcome("Aprobada");
    });
  }

  story("who gets no answer is told that it cannot be paid, and tries again", refused, async ({ buyer, picture }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9008);
    await buyer.continueTo(9008).click();
    await buyer.button("Creando transacción…").waitFor();
    await buyer.sees("No recibimos respuesta al crear la transacción y no se le envió al banco");
    await picture("unanswered");
    await buyer.choosesBank(9001);
    await buyer.confirms(9001);
    await buyer.walksToTheBankAndPresses("Pagar");
    await buyer.seesOutcome("Aprobada");
  });
});
