// pse-checkout.classic.js as pages that know no modules have it: by every way to write the tag, and by what plugins that delay
// scripts make of it.

import assert from "node:assert/strict";
import { after } from "node:test";

import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

const CONTACT = { "Correo electrónico": "ana@example.co", Celular: "3004567890" };
const FILE = "/pse-checkout.classic.js?ver=6.5";

const head = (make) => (service) => ({ head: make(service + FILE, service), end: "" });
const end = (make) => (service) => ({ head: "", end: make(service + FILE, service) });

/** As WP Rocket's delay does on the buyer's first move: a new script in the place of each that it put aside. */
const ROCKET_DELAY = `<script>
for (const aside of document.querySelectorAll("script[type=rocketlazyloadscript]")) {
  const script = document.createElement("script");
  for (const { name, value } of aside.attributes) {
    if (name !== "type") script.setAttribute(name === "data-rocket-src" ? "src" : name.replace("data-rocket-type", "type"), value);
  }
  aside.replaceWith(script);
}
</script>`;
/** As a delay does that fetches the text and runs it: there is no current script, and the tag is as it was put aside. */
const RUN_AS_TEXT = `<script>
const aside = document.querySelector("script[data-rocket-src]");
fetch(aside.dataset.rocketSrc).then((answer) => answer.text()).then((text) => setTimeout(() => (0, eval)(text)));
</script>`;
/** As Cloudflare's Rocket Loader does: the type is prefixed, and taken off again. */
const ROCKET_LOADER = `<script>
for (const aside of document.querySelectorAll("script[type$='-text/javascript']")) {
  const script = document.createElement("script");
  for (const { name, value } of aside.attributes) script.setAttribute(name, name === "type" ? "text/javascript" : value);
  Object.defineProperty(document, "currentScript", { value: null, configurable: true });
  aside.before(script);
}
</script>`;

const WAYS = {
  "in the head": head((url) => `<script src="${url}"></script>`),
  "in the head, with crossorigin": head((url) => `<script src="${url}" crossorigin></script>`),
  "deferred": head((url) => `<script src="${url}" id="pse-checkout-js" defer></script>`),
  "deferred, with crossorigin": head((url) => `<script defer crossorigin="anonymous" src="${url}"></script>`),
  "whenever it comes": head((url) => `<script async src="${url}"></script>`),
  "at the end": end((url) => `<script src="${url}"></script>`),
  "twice": (service) => ({ ...head((url) => `<script src="${url}"></script>`)(service), end: `<script src="${service}${FILE}&again"></script>` }),
  "before the module": head((url, service) => `<script src="${url}"></script><script type="module" src="${service}/pse-checkout.js"></script>`),
  "after the module": (service) => ({ head: `<script type="module" async src="${service}/pse-checkout.js"></script>`, end: `<script defer src="${service}${FILE}"></script>` }),
  "delayed by WP Rocket": (service) => ({ head: `<script type="rocketlazyloadscript" data-rocket-type="text/javascript" data-rocket-src="${service}${FILE}" id="pse-checkout-js"></script>`, end: ROCKET_DELAY }),
  "delayed, and run as a text": (service) => ({ head: `<script type="rocketlazyloadscript" data-rocket-src="${service}${FILE}"></script>`, end: RUN_AS_TEXT }),
  "delayed by Rocket Loader": (service) => ({ head: `<script type="a1b2c3-text/javascript" src="${service}${FILE}"></script>`, end: ROCKET_LOADER }),
  "with an image that is called currentScript": (service) => ({ head: "", end: `<img name="currentScript" alt="" src="data:,"><script src="${service}${FILE}"></script>` }),
  "moved, with what its tag says": head((_, service) => `<script src="/cache/1a2b3c.js?ver=6.5" data-service="${service}" defer></script>`),
};

const page = (service, [checkout], path) => {
  const { head, end } = WAYS[decodeURIComponent(path.slice(1))]?.(service) ?? WAYS.deferred(service);
  return `<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Tienda</title><link rel="icon" href="data:,">${head}</head>
<body><main><h1>Tienda</h1><pse-checkout${checkout ? ` checkout="${checkout}"` : ""}></pse-checkout></main>${end}</body></html>`;
};
const files = {};
const shop = await merchant({
  page,
  files,
  csp: (service) =>
    `default-src 'none'; script-src 'self' ${service} 'unsafe-inline' 'unsafe-eval'; connect-src ${service}; img-src data:`,
});
after(() => shop.close());

stories("a classic script", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  for (const way of Object.keys(WAYS)) {
    story(`${way} it brings the form`, {}, async ({ buyer, page, service }) => {
      shop.uses(service.url);
      files["/cache/1a2b3c.js"] ??= ["text/javascript", await (await fetch(service.url + FILE)).text()];
      await page.goto((await shop.sells()).replace("/?", `/${encodeURIComponent(way)}?`));
      await buyer.button("Pagar con PSE").click();
      await page.getByLabel("Celular").waitFor();
      assert.equal(await page.evaluate(() => document.querySelectorAll("pse-checkout").length), 1);
    });
  }

  story("a buyer pays, and sees how it ended", {}, async ({ buyer, page, service }) => {
    shop.uses(service.url);
    await page.goto((await shop.sells()).replace("/?", "/deferred?"));
    await buyer.button("Pagar con PSE").click();
    await buyer.isA("Persona natural");
    await buyer.choosesBank(9001);
    await buyer.fillsIn(CONTACT);
    await buyer.confirms(9001);
    await buyer.goesToTheBank();
    await buyer.button("Pagar").click();
    await page.waitForURL(`${shop.origin}/gracias?pse_checkout=chk_*`);
    await buyer.seesOutcome("Aprobada");
  });
});
