// The buyer: what one does in the shop, at PSE and at the bank, found by role and label as a buyer finds it.

import assert from "node:assert/strict";

import { BANKS, PERSON } from "./people.mjs";

export class Buyer {
  constructor(page, service) {
    this.page = page;
    this.service = service;
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  heading(name) {
    return this.page.getByRole("heading", { name, exact: true });
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  /** From the shop's cart to the order, where the button «Pagar con PSE» is. */
  async orders(button = "Pagar con PSE") {
    await this.page.goto(`${this.service.url}/`);
    await this.button("Ir a pagar").click();
    await this.button(button).waitFor();
    this.id = new URL(this.page.url()).searchParams.get("pago");
  }

  /** To the form. */
  async goesToPay() {
    await this.orders();
    await this.button("Pagar con PSE").click();
    await this.heading("Pagar con PSE").waitFor();
  }

  async isA(kind) {
    const group = this.page.getByRole("group", { name: "Tipo de persona" });
    await group.getByRole("radio", { name: kind, exact: true }).check();
  }

  /** Searches a bank by its name and takes it. */
  async choosesBank(code) {
    const name = BANKS[code];
    await this.bank().fill(name);
    await this.banks().filter({ hasText: new RegExp(`^${name}$`) }).click();
  }

  /** The combobox. */
  bank() {
    return this.page.getByRole("combobox", { name: "Banco", exact: true });
  }

  /** What its list shows. */
  banks() {
    return this.page.getByRole("listbox", { name: "Banco", exact: true }).getByRole("option");
  }

  async fillsIn(person) {
    for (const [label, text] of Object.entries(person)) {
      const field = this.field(label);
      const isList = await field.evaluate((element) => element.localName === "select");
      await (isList ? field.selectOption({ label: text }) : field.fill(text));
    }
  }

  /** Everything a person fills in to pay from a bank. */
  async fillsInTheForm(code, kind = "Persona natural", person = PERSON) {
    await this.isA(kind);
    await this.choosesBank(code);
    await this.fillsIn(person);
  }

  continueTo(code) {
    return this.button(`Continuar a ${BANKS[code]}`);
  }

  /** Confirms, and is taken to PSE. */
  async confirms(code) {
    await this.continueTo(code).click();
    await this.isAtPse();
  }

  async isAtPse() {
    await this.page.waitForURL(`${this.service.sandbox.url}pse/**`);
  }

  /** The same tab goes from PSE to the bank. */
  async goesToTheBank() {
    await this.button("Ir al Banco").click();
    await this.page.waitForURL(`${this.service.sandbox.url}banco/**`);
  }

  /** Goes to the bank, presses a button there, and is back in the shop. */
  async walksToTheBankAndPresses(name) {
    await this.goesToTheBank();
    await this.button(name).click();
    await this.isBack();
  }

  async isBack() {
    await this.page.waitForURL(`${this.service.url}/?pse_checkout=chk_*`);
  }

  /** The whole way, from the shop's cart to the outcome. */
  async pays(code, outcome) {
    await this.goesToPay();
    await this.fillsInTheForm(code);
    await this.confirms(code);
    await this.walksToTheBankAndPresses("Pagar");
    await this.seesOutcome(outcome);
  }

  /** On the service's own page, which needs no script: fills it in and pays at the bank. */
  async paysOnTheServicesPage(contact) {
    await this.page.waitForURL(`${this.service.url}/pay/chk_*`);
    await this.field("Persona natural").check();
    await this.field("Banco").selectOption({ label: BANKS[9001] });
    await this.fillsIn(contact);
    await this.page.getByRole("button", { name: /^Continuar al banco · / }).click();
    await this.goesToTheBank();
    await this.button("Pagar").click();
  }

  /** The outcome's certified word, as the heading. */
  async seesOutcome(word) {
    await this.heading(word).waitFor();
  }

  async sees(words) {
    await this.page.getByText(words).first().waitFor();
  }

  async seesNo(words) {
    assert.equal(await this.page.getByText(words).count(), 0, `there is «${words}»`);
  }

  /** The receipt's rows, by label. */
  receipt() {
    return this.page.locator("pse-checkout").evaluate(({ shadowRoot }) => {
      const terms = [...shadowRoot.querySelectorAll("#paper dt")];
      return Object.fromEntries(terms.map((term) => [term.textContent, term.nextElementSibling.firstChild.data]));
    });
  }

  /** A page kept in memory comes back without loading. Nobody goes on before it is there. */
  async goesBack() {
    await this.page.goBack({ waitUntil: "commit" });
    await this.page.waitForFunction(() => document.readyState === "complete");
  }

  /** The checkout as the service tells it to anybody who has its id. */
  async checkout() {
    const answer = await fetch(`${this.service.url}/v1/checkouts/${this.id}`);
    return answer.json();
  }

  /** Waits until the service knows that it is paid. */
  async isPaid() {
    while ((await this.checkout()).state !== "paid") await new Promise((next) => { setTimeout(next, 50); });
  }

  /** The ledger's transactions of this order: those of every attempt. */
  async transactions() {
    const { reference } = await this.checkout();
    const attempts = await Promise.all(
      ["", "-2", "-3"].map((attempt) => this.service.sandbox.transactions(reference + attempt)),
    );
    return attempts.flat();
  }
}
