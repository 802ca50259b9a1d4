// The documented examples, built as a merchant's developer would and paid through: a plain page, React and Vue. And
// everything the element tells its page, to the letter of its types.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after } from "node:test";

import { bundle, EXAMPLES, project, typeErrors } from "./harness/examples.mjs";
import { merchant } from "./harness/merchant.mjs";
import { policy, TRUSTED_TYPES } from "./harness/policy.mjs";
import { PROJECT } from "./harness/programs.mjs";
import { stories } from "./harness/stories.mjs";

const CONTACT = { "Correo electrónico": "ana@example.co", Celular: "3004567890" };

/** What each event carries (frontend/types/pse-checkout.d.ts). */
const PAYLOADS = {
  "pse:ready": ["checkout", "state"],
  "pse:step": ["checkout", "step"],
  "pse:redirect": ["bank_url", "checkout", "payment"],
  "pse:status": ["checkout", "payment", "payment_state", "state"],
  "pse:error": ["checkout", "code"],
};

/** A page that is told something as soon as it is there: what React does later comes too late. */
const EARLY = `
import { useLayoutEffect, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { PseCheckout } from "./PseCheckout";

globalThis.heard = [];
function Page() {
  useLayoutEffect(() => {
    const event = new CustomEvent("pse:ready", { detail: { checkout: "chk_1", state: "open" } });
    document.querySelector("pse-checkout").dispatchEvent(event);
  }, []);
  useEffect(() => { globalThis.painted = true; }, []);
  return <PseCheckout onEvent={(name, detail) => globalThis.heard.push(name + " " + detail.state)} />;
}
createRoot(document.getElementById("root")).render(<Page />);
`;

const app = (service, checkouts) => `<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Tienda</title><link rel="icon" href="data:,">
<script type="module" src="${service}/pse-checkout.js"></script><script type="module" src="/app.js"></script></head>
<body><div id="root" data-checkouts="${checkouts}"></div></body></html>`;
/** Beside the documented policy: the page's own script, and the Trusted Types policy that Vue makes when it is loaded. */
const OWN = { "script-src": ["'self'"] };
const KINDS = {
  React: { example: "react", entry: "App.tsx", csp: (service) => policy(service, OWN) },
  Vue: { example: "vue", entry: "main.ts", csp: (service) => policy(service, OWN, TRUSTED_TYPES.replace("'none'", "vue")) },
};
const shops = [];
for (const [name, kind] of Object.entries(KINDS)) {
  // React mounts twice in development: the component must bear it.
  for (const mode of ["development", "production"]) {
    const files = {};
    shops.push({ name, mode, files, ...kind, shop: await merchant({ page: app, csp: kind.csp, files }) });
  }
}
const file = (name, kind) => [kind, readFileSync(`${EXAMPLES}plain/${name}`, "utf8")];
const plain = await merchant({
  csp: (service) => policy(service, { ...OWN, "style-src": ["'self'"] }),
  page: (service, [checkout]) =>
    readFileSync(`${EXAMPLES}plain/index.html`, "utf8")
      .replace("https://pay.example.co/pse-checkout.js", `${service}/pse-checkout.js`)
      // The same page is where the buyer comes back, without an id.
      .replace('<pse-checkout checkout="chk_…">', checkout ? `<pse-checkout checkout="${checkout}">` : "<pse-checkout>"),
  files: { "/shop.css": file("shop.css", "text/css"), "/shop.js": file("shop.js", "text/javascript") },
});
const all = [plain, ...shops.map(({ shop }) => shop)];
after(() => Promise.all(all.map((shop) => shop.close())));

async function fillsIn(buyer) {
  await buyer.button("Pagar con PSE").click();
  await buyer.isA("Persona natural");
  await buyer.choosesBank(9001);
  await buyer.fillsIn(CONTACT);
}

async function paysAndReturns({ buyer, page }) {
  await buyer.confirms(9001);
  await buyer.goesToTheBank();
  await buyer.button("Pagar").click();
  await page.waitForURL("**/gracias?pse_checkout=chk_*");
  await buyer.seesOutcome("Aprobada");
}

/** Each `pse:… {json}` has just the keys it is documented with, and nothing of the buyer's. */
function isAsDocumented(lines) {
  for (const line of lines) {
    const [name, json] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
    assert.deepEqual(Object.keys(JSON.parse(json)).sort(), PAYLOADS[name], line);
    for (const personal of ["ana@", "3004567890", "1144093521", "Gil"]) assert.ok(!line.includes(personal), line);
  }
}

const origins = all.map(({ origin }) => origin).join(",");
stories("frameworks", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: origins } }, (story) => {
  for (const { name, mode, files, example, entry, shop } of shops) {
    story(`a buyer pays in a page written with ${name}, built for ${mode}`, {}, async (told) => {
      const { buyer, page, service } = told;
      const folder = await project(example, `${example}-${mode}`, service);
      files["/app.js"] = ["text/javascript", await bundle(folder + entry, mode)];
      shop.uses(service.url);
      await page.goto(await shop.sells(2));
      await fillsIn(buyer);
      await buyer.button("Ocultar").click();
      assert.equal(await page.locator("pse-checkout").count(), 0);
      await buyer.button("Mostrar").click();
      await fillsIn(buyer);
      await buyer.button("Otro pedido").click();
      await fillsIn(buyer);
      const heard = await page.locator("#heard li").allTextContents();
      isAsDocumented(heard);
      const steps = heard.filter((line) => line.includes('"step":"form"')).length;
      assert.equal(steps, 3, "each event is heard once");
      await paysAndReturns(told);
      const told2 = await page.locator("#heard li").allTextContents();
      isAsDocumented(told2);
      assert.ok(told2.some((line) => line.startsWith("pse:status") && line.includes('"payment_state":"approved"')), told2.join("\n"));
    });
  }

  story("a buyer pays in the plain page, which hears exactly what is documented", { expected: [/\/v1\/checkouts\/.*\/payments$/] }, async (told) => {
    const { buyer, page, service, sandbox } = told;
    plain.uses(service.url);
    await page.addInitScript((names) => {
      for (const name of names) {
        document.addEventListener(name, ({ detail, bubbles, composed }) => {
          const heard = JSON.parse(sessionStorage.heard ?? "[]");
          if (bubbles && composed) heard.push(`${name} ${JSON.stringify(detail)}`);
          sessionStorage.heard = JSON.stringify(heard);
        });
      }
    }, Object.keys(PAYLOADS));
    await page.goto(await plain.sells());
    const color = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(await color(buyer.button("Pagar con PSE")), "rgb(15, 92, 77)", "the shop's own colour");
    await fillsIn(buyer);
    await sandbox.fault("createTransaction", "return_code", { value: "FAIL_EXCEEDEDLIMIT" });
    await buyer.continueTo(9001).click();
    await buyer.sees("excede los límites establecidos en PSE");
    await paysAndReturns(told);
    await buyer.sees("Le enviaremos la confirmación por correo.");
    const heard = JSON.parse(await page.evaluate(() => sessionStorage.heard));
    isAsDocumented(heard);
    const told2 = heard.map((line) => {
      const { step, state, payment_state: payment, code } = JSON.parse(line.slice(line.indexOf(" ")));
      return [line.split(" ")[0].slice(4), step, state, payment, code].filter(Boolean).join(" ");
    });
    assert.deepEqual(told2, [
      "ready open", "step form", "step creating", "error transaction_refused", "step form", "step creating", "redirect",
      "step leaving", "step loading", "ready paid", "status paid approved", "step outcome",
    ]);
  });

  story("the plain page listens before there is an element to tell anything", {}, async ({ page, service }) => {
    plain.uses(service.url);
    await page.addInitScript(() => {
      globalThis.order = [];
      const listen = document.addEventListener.bind(document);
      document.addEventListener = (name, ...more) => {
        if (name.startsWith("pse:")) globalThis.order.push(name);
        listen(name, ...more);
      };
      customElements.whenDefined("pse-checkout").then(() => globalThis.order.push("element"));
    });
    await page.goto(await plain.sells());
    const done = ["pse:status", "pse:error", "element"];
    await page.waitForFunction((done) => done.every((one) => globalThis.order.includes(one)), done);
    assert.deepEqual(await page.evaluate(() => globalThis.order), done);
  });

  story("React's component hears an event that comes before the page is painted", {}, async ({ page, service }) => {
    const folder = await project("react", "react-early", service);
    const script = await bundle(undefined, "production", { resolveDir: folder, loader: "tsx", contents: EARLY });
    await page.route("http://merchant.test/**", (route) => {
      const isScript = route.request().url().endsWith(".js");
      const html = '<!doctype html><title>Tienda</title><link rel="icon" href="data:,"><script type="module" src="/app.js"></script><p id="root">';
      return route.fulfill({ contentType: isScript ? "text/javascript" : "text/html", body: isScript ? script : html });
    });
    await page.goto("http://merchant.test/");
    await page.waitForFunction(() => globalThis.painted);
    assert.deepEqual(await page.evaluate(() => globalThis.heard), ["pse:ready open"]);
  });

  story("the examples and the types that the service gives agree", {}, async ({ service }) => {
    const published = readFileSync(`${PROJECT}frontend/types/pse-checkout.d.ts`, "utf8");
    for (const { example } of Object.values(KINDS)) {
      const folder = await project(example, `${example}-types`, service);
      assert.equal(readFileSync(`${folder}pse-checkout.d.ts`, "utf8"), published);
      assert.equal(await typeErrors(folder), "");
    }
  });
});
