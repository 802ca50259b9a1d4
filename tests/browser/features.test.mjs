// Browsers that lack something: each of it taken away in turn, and the buyer pays all the same, in the widget or on the service's
// own page.

import assert from "node:assert/strict";
import { after } from "node:test";

import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

const CONTACT = { "Correo electrónico": "ana@example.co", Celular: "3004567890" };
const PHONE = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true };

const csp = (service) =>
  `default-src 'none'; script-src ${service} 'wasm-unsafe-eval'; connect-src ${service}; style-src 'self'; img-src data:`;
const shop = await merchant({ csp });
after(() => shop.close());

/** What is taken away before the page's first script. Where it is written as a name, that is deleted. */
const WITHOUT = {
  widget: {
    "WebAssembly.compileStreaming": {},
    "AbortSignal.any": {},
    "AbortSignal.timeout": {},
    "Intl": {},
    "Intl.Segmenter": {},
    "Element.prototype.ariaBusy": {},
    "EventSource": {},
    "matchMedia": {},
    "requestIdleCallback": {},
    "queueMicrotask": {},
    "DOMTokenList.prototype.supports": {},
    "Navigator.prototype.vendor": {},
    "URLSearchParams": {},
    "crypto.randomUUID": {},
    "visualViewport": { ...PHONE },
    "HTMLElement.prototype.showPopover": { ...PHONE },
    ":has(), :dir(), light-dark() and container units": {
      take: () => {
        const { replaceSync } = CSSStyleSheet.prototype;
        CSSStyleSheet.prototype.replaceSync = function (text) {
          replaceSync.call(this, text.replace(/\b(has|dir|light-dark)\(/g, "no-$1(").replace(/cqi\b/g, "no").replaceAll("container-type", "no"));
        };
      },
    },
    "whatever is younger than Safari 15": {
      take: () => {
        const late = [
          [Object, "hasOwn"], [Object, "groupBy"], [Array.prototype, "at"], [Array.prototype, "findLast"], [String.prototype, "at"],
          [globalThis, "structuredClone"], [Array, "fromAsync"], [Promise, "withResolvers"], [globalThis, "scheduler"],
          [Element.prototype, "checkVisibility"], [Element.prototype, "setHTMLUnsafe"], [URL, "canParse"], [URL, "parse"],
          [AbortSignal.prototype, "throwIfAborted"], [globalThis, "CSSLayerBlockRule"], [globalThis, "navigation"],
        ];
        for (const [from, name] of late) delete from[name];
      },
    },
  },
  page: {
    "WebAssembly": {},
    "CSSStyleSheet.prototype.replaceSync": {},
    "Document.prototype.adoptedStyleSheets": {
      take: () => {
        delete Document.prototype.adoptedStyleSheets;
        delete ShadowRoot.prototype.adoptedStyleSheets;
      },
    },
    "new CSSStyleSheet()": {
      take: () => {
        globalThis.CSSStyleSheet = class { constructor() { throw new TypeError("Illegal constructor"); } };
      },
    },
    "AbortController": {},
    "fetch": {},
    "TextDecoder": {},
    "FinalizationRegistry": {},
  },
};

const deletes = (path) => {
  const names = path.split(".");
  const last = names.pop();
  const from = names.reduce((object, name) => object[name], globalThis);
  if (!Reflect.deleteProperty(from, last)) throw new Error(`${path} cannot be taken away`);
};

stories("a browser without", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  for (const [where, features] of Object.entries(WITHOUT)) {
    for (const [name, { take, ...profile }] of Object.entries(features)) {
      story(`${name} pays ${where === "page" ? "on the service's page" : "in the widget"}`, profile, async ({ buyer, page, service }) => {
        shop.uses(service.url);
        await (take ? page.addInitScript(take) : page.addInitScript(deletes, name));
        const address = await shop.sells();
        await page.goto(address);
        if (where === "page") {
          const link = page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" });
          await link.waitFor();
          const [colour, height] = await link.evaluate((element) => [getComputedStyle(element).backgroundColor, element.offsetHeight]);
          assert.equal(colour, "rgb(27, 79, 208)");
          assert.ok(height >= 44 && height < 80, `it is ${height} high`);
          await link.click();
          await page.waitForURL(`${service.url}/pay/chk_*`);
          return;
        }
        await buyer.button("Pagar con PSE").click();
        await buyer.isA("Persona natural");
        await page.getByText(/^(\$\s25\.000,50|COP 25000\.50)$/).waitFor();
        await buyer.choosesBank(9001);
        await buyer.fillsIn(CONTACT);
        await buyer.confirms(9001);
        if (name !== "EventSource") return;
        // Not yet paid at the bank, it is pending.
        await page.goto(address.replace("/?pedido=", "/gracias?pse_checkout="));
        await buyer.seesOutcome("Pendiente");
      });
    }
  }

  story("WebAssembly makes no second error of another script's", {}, async ({ page, service, problems }) => {
    shop.uses(service.url);
    await page.addInitScript(deletes, "WebAssembly");
    await page.goto(await shop.sells());
    await page.locator("pse-checkout").getByRole("link").waitFor();
    await page.evaluate(() => {
      setTimeout(() => { throw new Error("la tienda"); });
      Promise.reject(null);
      return new Promise((resolve) => setTimeout(resolve, 50));
    });
    const told = problems.splice(0);
    assert.equal(told.length, 2, told.join("\n"));
    assert.match(told[0] + told[1], /la tienda/);
  });
});

stories("an error", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  story("of the page's own, also where the widget calls it, takes nothing away; one in the widget leaves a link", {}, async (told) => {
    const { buyer, page, service, problems } = told;
    shop.uses(service.url);
    await page.addInitScript(() => addEventListener("pse:step", () => { throw new Error("la tienda"); }));
    await page.goto(await shop.sells());
    await buyer.button("Pagar con PSE").click();
    await page.getByLabel("Celular").waitFor();
    await page.evaluate(() => { Element.prototype.scrollIntoView = undefined; });
    await buyer.bank().press("ArrowDown");
    await page.locator("pse-checkout").getByRole("link", { name: "Pagar con PSE" }).waitFor();
    problems.splice(0);
  });
});
