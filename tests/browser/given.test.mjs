// What pages give the element, and when: before there is one, with blanks around it, or nothing that is an id.

import assert from "node:assert/strict";
import { after } from "node:test";

import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

/** The element made by a script of the page's own, long before the loader has come. */
const EARLY = `
const element = document.createElement("pse-checkout");
const [, id] = /pedido=(\\w+)/.exec(location.search);
element.checkout = " " + id + "\\n";
element.service = SERVICE;
document.querySelector("main").append(element);`;

const files = {};
const page = (service, [checkout], path) => `<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Tienda</title><link rel="icon" href="data:,">
<script type="module" src="${path === "/moved" ? "/cache/1a2b3c.js" : `${service}/pse-checkout.js`}"></script></head>
<body><main><h1>Tienda</h1>${path === "/" ? `<pse-checkout checkout="${checkout}"></pse-checkout>` : ""}</main>${path === "/moved" ? '<script src="/early.js"></script>' : ""}</body></html>`;
const shop = await merchant({
  page,
  files,
  csp: (service) => `default-src 'none'; script-src 'self' ${service} 'wasm-unsafe-eval'; connect-src ${service}; img-src data:`,
});
after(() => shop.close());

/** What is on the button in each language. */
const BUTTON = { es: "Pagar con PSE", en: "Pay with PSE", pt: "Pagar com PSE" };
const LANGUAGES = {
  en_US: "en", EN: "en", "en-GB": "en", " en ": "en", "en.UTF-8": "en", pt_BR: "pt", PT: "pt", "pt-PT": "pt", "es-CO": "es", "es-419": "es",
  constructor: "es", ["__proto__"]: "es", toString: "es", "x-klingon": "es", fr: "es", "": "es", enx: "es",
};

stories("what is given", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  story("properties that were set before the script came are taken up, with blanks round the id", {}, async ({ buyer, page, service }) => {
    shop.uses(service.url);
    files["/cache/1a2b3c.js"] = ["text/javascript", await (await fetch(`${service.url}/pse-checkout.js`)).text()];
    files["/early.js"] = ["text/javascript", EARLY.replace("SERVICE", JSON.stringify(service.url))];
    // The loader was moved: it is the service's property that leads it.
    await page.goto((await shop.sells()).replace("/?", "/moved?"));
    await buyer.button("Pagar con PSE").click();
    await page.getByLabel("Celular").waitFor();
    // They are properties as any other now.
    const [own, checkout] = await page.locator("pse-checkout").evaluate((element) => [Object.keys(element), element.checkout]);
    assert.deepEqual(own, []);
    assert.match(checkout, /^ chk_[a-z2-7]{32}\n$/);
  });

  story("what is no id is none, and the developer is told once", {}, async ({ page, service, problems }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells());
    await page.getByRole("button", { name: "Pagar con PSE" }).waitFor();
    const ids = ["undefined", "null", "[object Object]", "chk_", "chk_gallery", `chk_${"a".repeat(31)}`, `chk_${"a".repeat(33)}`, `chk_${"1".repeat(32)}`, `CHK_${"A".repeat(32)}`, "../../metrics", "chk_…"];
    for (const id of ids) {
      const painted = await page.evaluate((id) => {
        const element = document.createElement("pse-checkout");
        element.setAttribute("checkout", id);
        document.body.append(element);
        element.open();
        return element.shadowRoot.childElementCount;
      }, id);
      assert.equal(painted, 0, id);
      const told = problems.splice(0);
      assert.equal(told.length, 1, `${id}: ${told.join("\n")}`);
      assert.ok(told[0].includes(`«${id}» is no checkout's id`), told[0]);
    }
    // Set as a property, before and after; another id takes its place.
    for (const value of ["null", "undefined", "({})", "42", "[]"]) {
      const painted = await page.evaluate((value) => {
        const element = document.querySelector("pse-checkout");
        const good = element.checkout;
        element.checkout = (0, { null: null, undefined: undefined, "({})": {}, 42: 42, "[]": [] })[value];
        const none = element.shadowRoot.childElementCount;
        element.checkout = good;
        return [none, element.shadowRoot.childElementCount];
      }, value);
      assert.deepEqual(painted, [0, 1], value);
      assert.equal(problems.splice(0).length, 1, value);
    }
  });

  story("a language is known however it is written", {}, async ({ page, service }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells());
    await page.getByRole("button", { name: "Pagar con PSE" }).waitFor();
    for (const [lang, code] of Object.entries(LANGUAGES)) {
      const said = await page.evaluate((lang) => {
        const element = document.querySelector("pse-checkout");
        element.setAttribute("lang", "en");
        element.setAttribute("lang", lang);
        return element.shadowRoot.querySelector(".pay").textContent;
      }, lang);
      assert.equal(said, BUTTON[code], `«${lang}»`);
    }
    const said = await page.evaluate(() => {
      const element = document.querySelector("pse-checkout");
      element.removeAttribute("lang");
      document.documentElement.lang = "pt_BR";
      element.setAttribute("lang", "es");
      element.removeAttribute("lang");
      return element.shadowRoot.querySelector(".pay").textContent;
    });
    assert.equal(said, BUTTON.pt);
  });
});
