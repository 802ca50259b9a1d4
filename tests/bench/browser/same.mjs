// That the widget by hand does what ours does: one buyer goes through both in each language, and what is said, found, refused
// and sent is the same. Throws where it is not: then the two are no peers.

import { BANKS } from "./banks.mjs";
import { ORDER } from "./order.mjs";

const LANGUAGES = ["es", "en", "pt"];
const SOUGHT = "BANCO DE BOGOTÁ";
const PAYER = { document: "1.098.765.432", first_name: " Ana \"la\" ", last_name: "Niño", email_address: "ana@example.co ", mobile: "3001234567" };

/** What one buyer sees and sends on a side. */
async function seen(browser, url, side, lang) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${url}/${side}`);
    await page.evaluate((lang) => document.querySelector("pse-checkout").setAttribute("lang", lang), lang);
    const texts = (selector) => page.locator(selector).evaluateAll((all) => all.map(({ textContent }) => textContent).filter(Boolean));
    const choose = (kind) => page.locator(`[type=radio][value=${kind}]`).check();
    const submit = () => page.locator(".submit").click();
    const button = await texts("button.pay");
    await page.locator("button.pay").click();
    const field = page.getByRole("combobox").first();
    await field.click();
    const banks = await texts('[role="option"]');
    await page.locator("button.submit").waitFor();
    await page.keyboard.type("bogota");
    const found = await texts('[role="option"]');
    await page.keyboard.press("Escape");
    await field.fill("");
    await page.keyboard.press("Escape");
    const form = await page.locator("form").innerText();
    await submit();
    const missing = await texts(".error");
    await choose("company");
    const company = [await page.locator("form").innerText(), await page.locator("#document_type").inputValue()];
    await choose("person");
    await field.fill("banco");
    for (const key of ["ArrowDown", "PageDown", "ArrowUp", "Enter"]) await page.keyboard.press(key);
    const byKeys = [await field.inputValue(), await field.getAttribute("aria-expanded"), await texts(".submit")];
    await field.fill("bogotá");
    await page.keyboard.press("Enter");
    await page.locator("#document_type").selectOption("CC");
    for (const [name, text] of Object.entries(PAYER)) await page.locator(`#${name}`).fill(text);
    await page.locator("#document").fill("12a4");
    await submit();
    const wrong = await texts(".error");
    await page.locator("#document").fill(PAYER.document);
    const right = await texts(".error");
    const asked = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/payments"));
    await submit();
    const sent = await asked;
    await page.waitForURL(`${url}/bank`);
    return { button, banks, found, form, missing, company, byKeys, wrong, right, path: new URL(sent.url()).pathname, body: sent.postData() };
  } catch (error) {
    throw new Error(`${side} in ${lang} does not let its buyer through`, { cause: error });
  } finally {
    await context.close();
  }
}

const holds = (is, what) => {
  if (!is) throw new Error(`not the same function: ${what}`);
};

/** Goes through both. */
export async function assertSame(browser, url) {
  for (const lang of LANGUAGES) {
    const [ours, hand] = [await seen(browser, url, "embedded", lang), await seen(browser, url, "by_hand", lang)];
    for (const key of Object.keys(ours)) {
      const [one, other] = [ours[key], hand[key]].map((value) => JSON.stringify(value));
      holds(one === other, `${key} in ${lang}: ours ${one}, by hand ${other}`);
    }
    holds(hand.banks.join() === BANKS.map(({ name }) => name).join(), "the list is not that of the banks");
    holds(hand.found.join() === SOUGHT, `«bogota» finds ${hand.found}`);
    holds(hand.missing.length === 8, `an empty form has ${hand.missing.length} errors`);
    holds(hand.wrong.length === 1 && hand.right.length === 0, "the document that is wrong is not the one that is marked");
    const { bank_code, payer } = JSON.parse(hand.body);
    holds(bank_code === BANKS.find(({ name }) => name === SOUGHT).code && payer.document === "1.098.765.432", `the body is ${hand.body}`);
    holds(hand.path === ORDER.paths.payments, `it is sent to ${hand.path}`);
  }
}
