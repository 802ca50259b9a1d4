// The whole journey of a cooperative's member: from the shop to PSE, the registration, the network's portal, and every
// way it can end, as the member and then the merchant's page tell it.

import assert from "node:assert/strict";

import { fits, isAccessible } from "./harness/accessibility.mjs";
import { COMPANY, PERSON } from "./harness/people.mjs";
import { MEMBERS, Portal } from "./harness/portal.mjs";
import { stories } from "./harness/stories.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
const DARK = { colorScheme: "dark" };
/** A form with an error is answered 422, a session that ran out 410. */
const refused = { expected: [/\/(banco|pse)\//] };

/** Pays from the shop at the cooperative's bank, up to the bank's first page. */
async function goesToTheCooperative(buyer, member) {
  await buyer.goesToPay();
  await buyer.fillsInTheForm(1066);
  await buyer.confirms(1066);
  await isAccessible(buyer.page, "PSE");
  await buyer.goesToTheBank();
  return new Portal(buyer, member);
}

stories("the cooperative's journey", {}, (story) => {
  for (const [size, options] of [["phone", PHONE], ["desktop", {}], ["dark desktop", DARK]]) {
    story(`a member pays with an account on a ${size}`, options, async ({ buyer, page, picture }) => {
      const portal = await goesToTheCooperative(buyer, MEMBERS.ana);
      await portal.logsIn();
      const payment = await portal.lines();
      await picture(`journey-account-${size}`);
      await portal.paysFrom(/5566 Ahorros/);
      await portal.givesCode();
      await portal.isOn("Pago realizado exitosamente");
      await picture(`journey-receipt-${size}`);
      const receipt = await portal.lines();
      assert.deepEqual(Object.keys(receipt), [
        "Cuenta", "Fecha Solicitud", "Valor de la transacción", "IVA", "Nombre del comercio", "Descripción del Pago",
        "Número de Factura", "CUS", "IP", "Referencia1", "Referencia2", "Referencia3", "Fecha pago", "No. Transacción",
      ]);
      assert.equal(receipt.Cuenta, "****5566 Ahorros");
      for (const [name, text] of Object.entries(payment)) assert.equal(receipt[name], text, name);
      await page.getByRole("link", { name: "Imprimir" }).click();
      await isAccessible(page, "the receipt to print");
      await page.getByRole("link", { name: "Volver al recibo" }).click();
      await portal.returns();
      await buyer.seesOutcome("Aprobada");
      const merchants = await buyer.receipt();
      assert.ok(Object.values(merchants).some((text) => text.includes(receipt.CUS)), "the same CUS");
    });
  }

  story("a declined account leaves another to pay with", refused, async ({ buyer, picture }) => {
    const portal = await goesToTheCooperative(buyer, MEMBERS.benito);
    await portal.logsIn();
    await portal.paysFrom(/1001 Ahorros/);
    await buyer.sees("La cuenta elegida no permite el pago. No tiene fondos suficientes. Elija otra cuenta.");
    await portal.isOn("Seleccione la cuenta");
    await picture("journey-declined");
    assert.ok(await portal.page.getByRole("radio", { name: /1001 Ahorros/ }).isDisabled());
    await portal.paysFrom(/2002 Cupo rotativo/);
    await portal.givesCode();
    await portal.returns();
    await buyer.seesOutcome("Aprobada");
  });

  story("when cap and frequency decline too, nothing is left and the payment is cancelled", PHONE, async ({ buyer }) => {
    const portal = await goesToTheCooperative(buyer, MEMBERS.elena);
    await portal.logsIn();
    await portal.paysFrom(/1001/);
    await portal.paysFrom(/2002/);
    await buyer.sees("Excede el tope");
    await portal.paysFrom(/3003/);
    await portal.isOn("Este pago ya terminó");
    await portal.returns();
    await buyer.seesOutcome("Rechazada");
    await buyer.sees("Ninguna cuenta permitió el débito");
  });

  story("three wrong passwords end it", refused, async ({ buyer, page }) => {
    const portal = await goesToTheCooperative(buyer, MEMBERS.carla);
    await portal.identifies();
    await portal.choosesEntity();
    await portal.givesUser();
    await portal.givesPassword("otra");
    await buyer.sees("Le quedan 2 intentos.");
    assert.ok(await page.getByLabel("Contraseña", { exact: true }).evaluate((field) => field === document.activeElement));
    await portal.givesPassword("otra");
    await portal.givesPassword("otra");
    await portal.returns();
    await buyer.seesOutcome("Rechazada");
    await buyer.sees("superó los intentos permitidos para su contraseña");
  });

  story("three wrong codes end it", refused, async ({ buyer }) => {
    const portal = await goesToTheCooperative(buyer, MEMBERS.dario);
    await portal.logsIn();
    await portal.paysFrom(/2002 Cupo rotativo/);
    await portal.isOn("Validación de código de seguridad");
    const wrong = (await portal.code()) === "000000" ? "000001" : "000000";
    for (let times = 0; times < 3; times += 1) await portal.givesCode(wrong);
    await portal.returns();
    await buyer.seesOutcome("Rechazada");
    await buyer.sees("superó los intentos permitidos para el código de seguridad");
  });

  story("who cancels in the portal comes back rejected", {}, async ({ buyer }) => {
    const portal = await goesToTheCooperative(buyer, MEMBERS.ana);
    await portal.identifies();
    await portal.choosesEntity();
    await portal.press("Cancelar");
    await buyer.isBack();
    await buyer.seesOutcome("Rechazada");
    await buyer.sees("cancelada por el usuario");
  });

  story("who forgot user and password finds them in the mailbox", refused, async ({ buyer, page, sandbox }) => {
    const portal = await goesToTheCooperative(buyer, MEMBERS.ana);
    await portal.identifies();
    await portal.choosesEntity();
    await page.getByRole("link", { name: "¿Olvidaste tu usuario?" }).click();
    await portal.isOn("¿Olvidaste tu usuario?");
    await portal.field("Correo electrónico registrado").fill("otra@pse.example");
    await portal.press("Enviar");
    await buyer.sees("No es el correo registrado en el portal.");
    await portal.field("Correo electrónico registrado").fill(MEMBERS.ana.email);
    await portal.press("Enviar");
    const mailbox = await fetch(`${sandbox.url}correo?para=${MEMBERS.ana.email}`);
    assert.match(await mailbox.text(), /Usuario: ana\.nino/);
    await page.getByRole("link", { name: "Volver al portal" }).click();
    await portal.givesUser();
    await page.getByRole("link", { name: "¿Olvidaste tu contraseña?" }).click();
    await portal.isOn("¿Olvidaste tu contraseña?");
  });

  for (const [size, options] of [["phone", PHONE], ["desktop", DARK]]) {
    story(`an unregistered buyer registers and comes back to the payment on a ${size}`, { ...options, ...refused }, async ({ buyer, page, picture }) => {
      const email = `eva-${size}@nueva.example`;
      await buyer.goesToPay();
      await buyer.fillsInTheForm(9001, "Persona natural", { ...PERSON, "Correo electrónico": email });
      await buyer.confirms(9001);
      await buyer.button("Ir al Banco").click();
      await buyer.heading("Registro en PSE").waitFor();
      await isAccessible(page, "the registration's choice");
      await page.getByLabel("Quiero registrarme ahora").check();
      await buyer.button("Seguir").click();
      await buyer.button("Registrar").click();
      await buyer.sees("Escriba su nombre y apellido.");
      await isAccessible(page, "the registration's errors");
      await fits(page, "the registration's errors");
      await picture(`registration-errors-${size}`);
      const typed = {
        "Número de identificación": size === "phone" ? "52123456" : "52123457",
        "Nombre y apellido": "Eva Mora",
        "Número de celular": "3001112233",
        Dirección: "Calle 1 # 2-3",
        "E-mail": email,
        "Confirmar e-mail": email,
        Respuesta: "Santa Librada",
      };
      for (const [label, text] of Object.entries(typed)) {
        await page.getByRole("textbox", { name: label, exact: true }).fill(text);
      }
      await page.getByLabel(/^Acepto voluntariamente/).check();
      await buyer.button("Registrar").click();
      await buyer.heading("Registro exitoso").waitFor();
      await isAccessible(page, "registered");
      await page.getByRole("link", { name: "Continuar con mi pago" }).click();
      await buyer.walksToTheBankAndPresses("Pagar");
      await buyer.seesOutcome("Aprobada");
    });
  }

  story("a company pays with its own user", {}, async ({ buyer }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(1066, "Empresa (persona jurídica)", COMPANY);
    await buyer.confirms(1066);
    await isAccessible(buyer.page, "PSE for companies");
    await buyer.goesToTheBank();
    const portal = new Portal(buyer, {
      type: "NIT", document: "900123456", user: "cafetales", password: "Cafe2026*", email: "tesoreria@cafetales.example",
    });
    await portal.identifies();
    await portal.choosesEntity("COOPERATIVA DEL CAFÉ");
    await portal.givesUser();
    await portal.givesPassword();
    await portal.paysFrom(/4411 Ahorros/);
    await portal.givesCode();
    await portal.returns();
    await buyer.seesOutcome("Aprobada");
  });

  for (const screen of ["", "correo", "pse/registro", "pse/terminos"]) {
    story(`the sandbox's page /${screen} is for everybody`, PHONE, async ({ page, sandbox, picture }) => {
      await page.goto(`${sandbox.url}${screen}`);
      await isAccessible(page, screen);
      await fits(page, screen);
      await picture(`sandbox-${screen.replaceAll("/", "-") || "start"}`);
      await page.setViewportSize({ width: 1280, height: 800 });
      await fits(page, screen);
    });
  }
});

stories("the bank's seven minutes", {}, (story) => {
  story("who takes longer finds the session over, and the payment failed", refused, async ({ buyer, sandbox }) => {
    const portal = await goesToTheCooperative(buyer, MEMBERS.ana);
    await portal.identifies();
    await sandbox.advance(7 * 60 + 5);
    await buyer.page.getByLabel("COOPERATIVA ALIANZA").check();
    await portal.press("Continuar");
    await portal.isOn("La sesión de pago venció");
    await portal.returns();
    await buyer.seesOutcome("Fallida");
  });
});

stories("PSE's twenty-one minutes", {}, (story) => {
  story("who takes longer finds the session over, and the payment failed", refused, async ({ buyer, sandbox }) => {
    await buyer.goesToPay();
    await buyer.fillsInTheForm(1066);
    await buyer.confirms(1066);
    await sandbox.advance(21 * 60 + 5);
    await buyer.button("Ir al Banco").click();
    await buyer.heading("La sesión de pago venció").waitFor();
    await buyer.page.getByRole("link", { name: "Volver al comercio" }).click();
    await buyer.isBack();
    await buyer.seesOutcome("Fallida");
  });
});
