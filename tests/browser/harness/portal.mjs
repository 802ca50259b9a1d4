// A member of the cooperative in the network's portal, as the sandbox's own world has its members.

import { fits, isAccessible } from "./accessibility.mjs";

export const MEMBERS = {
  ana: { type: "Cédula de ciudadanía", document: "1098765432", user: "ana.nino", password: "Sol2026*", email: "ana@pse.example" },
  benito: { type: "Cédula de ciudadanía", document: "16679990", user: "benito.fondo", password: "Luna2026*", email: "benito@pse.example" },
  carla: { type: "Cédula de ciudadanía", document: "31583221", user: "carla.tope", password: "Mar2026*", email: "carla@pse.example" },
  dario: { type: "Cédula de extranjería", document: "E1234567", user: "dario.frecuencia", password: "Rio2026*", email: "dario@pse.example" },
  elena: { type: "Pasaporte", document: "AX123456", user: "elena.ninguna", password: "Paz2026*", email: "elena@pse.example" },
};

export class Portal {
  constructor(buyer, member) {
    this.buyer = buyer;
    this.page = buyer.page;
    this.member = member;
  }

  /** Every page is looked at before something is done on it. */
  async isOn(heading) {
    await this.buyer.heading(heading).waitFor();
    await isAccessible(this.page, heading);
    await fits(this.page, heading);
  }

  press(name) {
    return this.buyer.button(name).click();
  }

  field(name) {
    return this.page.getByRole("textbox", { name, exact: true });
  }

  async identifies() {
    await this.isOn("Identifique al titular");
    await this.page.getByLabel("Tipo de documento").selectOption({ label: this.member.type });
    await this.field("Número de documento").fill(this.member.document);
    await this.press("Continuar");
  }

  async choosesEntity(name = "COOPERATIVA ALIANZA") {
    await this.isOn("Seleccione su entidad");
    await this.page.getByLabel(name).check();
    await this.press("Continuar");
  }

  async givesUser() {
    await this.isOn("Ingrese a su Portal Transaccional");
    await this.field("Usuario").fill(this.member.user);
    await this.page.getByLabel("No soy un robot").check();
    await this.press("Continuar");
  }

  async givesPassword(password = this.member.password) {
    await this.isOn("Digite su contraseña");
    await this.page.getByLabel("Contraseña", { exact: true }).fill(password);
    await this.press("Ingresar");
  }

  async logsIn() {
    await this.identifies();
    await this.choosesEntity();
    await this.givesUser();
    await this.givesPassword();
    await this.isOn("Seleccione la cuenta");
  }

  /** Chooses the account of that name, or of that place. */
  async paysFrom(account) {
    await this.page.getByRole("radio", { name: account }).check();
    await this.press("Pagar");
  }

  /** The code that the mailbox has for this payment. */
  async code() {
    const { CUS } = await this.lines();
    const answer = await fetch(`${this.buyer.service.sandbox.url}correo?para=${this.member.email}`);
    const messages = (await answer.text()).split("<article");
    return /Código de seguridad: (\d{6})/.exec(messages.find((message) => message.includes(CUS)))[1];
  }

  async givesCode(code) {
    await this.isOn("Validación de código de seguridad");
    await this.field("Código de seguridad").fill(code ?? (await this.code()));
    await this.press("Aceptar");
  }

  /** The receipt's or the payment's lines, by name. */
  lines() {
    return this.page.locator("dl.payment").evaluate((list) => {
      const terms = [...list.querySelectorAll("dt")];
      return Object.fromEntries(terms.map((term) => [term.textContent, term.nextElementSibling.textContent]));
    });
  }

  async returns() {
    await this.page.getByRole("link", { name: "Volver al comercio" }).click();
    await this.buyer.isBack();
  }
}
