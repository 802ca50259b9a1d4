// Where the service is, when the loader no longer comes from there: moved by an optimiser, written into the page, bundled, a
// blob. Said, it is found; guessed wrong, nobody is sent to an address that is known to be dead.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after } from "node:test";
import { build } from "esbuild";

import { merchant } from "./harness/merchant.mjs";
import { PROJECT } from "./harness/programs.mjs";
import { stories } from "./harness/stories.mjs";

const SENTENCE = "No pudimos mostrar su pago";

/** What the merchant's optimiser or developer made of the tag, by path; `LOADER` is the loader's text. */
const TAGS = {
  "/moved": (service) => `<script type="module" src="/cache/1a2b3c.js" data-service="${service}"></script>`,
  "/inlined": (service) => `<script type="module" data-service="${service}/">LOADER</script>`,
  "/beside-another": (service) =>
    `<script data-service="chat" type="text/later"></script><script type="module" src="/cache/1a2b3c.js" data-service="${service}"></script>`,
  "/blob": (service) =>
    `<script data-service="${service}" src="/cache/1a2b3c.js" type="text/later"></script>
     <script type="module">import(URL.createObjectURL(new Blob([await (await fetch("/cache/1a2b3c.js")).text()], { type: "text/javascript" })))</script>`,
  "/bundled": () => '<script defer src="/app.js"></script>',
  "/imported": (service) =>
    `<script type="module">const { configure } = await import("/cache/1a2b3c.js"); configure({ service: "${service}" });</script>`,
};
const GUESSED = '<script type="module" src="/cache/1a2b3c.js"></script>';

const page = (head, element) => `<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8"><title>Tienda</title><link rel="icon" href="data:,">
<script>globalThis.told = []; addEventListener("pse:error", ({ detail }) => told.push(detail.code));</script>
${head}</head><body><main><h1>Tienda</h1>${element}</main></body></html>`;

const csp = (service) =>
  `default-src 'none'; script-src 'self' 'unsafe-inline' blob: http://localhost:* ${service} 'wasm-unsafe-eval'; ` +
  `connect-src 'self' http://localhost:* ${service}; img-src data:`;

const files = {};
const element = ([checkout], more = "", inside = "") => `<pse-checkout checkout="${checkout}" ${more}>${inside}</pse-checkout>`;
const told = await merchant({
  csp,
  files,
  page: (service, checkouts, path) => page(TAGS[path](service).replace("LOADER", () => files["/cache/1a2b3c.js"][1]), element(checkouts)),
});
const named = await merchant({ csp, files, page: (service, checkouts) => page(GUESSED, element(checkouts, `service=" ${service}/ "`)) });
let wish;
const guessing = { csp, files, page: (service, checkouts) => page(wish?.head ?? GUESSED, element(checkouts, "", wish?.inside ?? "\n")) };
const answersAll = await merchant(guessing);
const answersNothing = await merchant({ ...guessing, lacks: /^\/(widget|v1|pay)\// });
const shops = [told, named, answersAll, answersNothing];
after(() => Promise.all(shops.map((shop) => shop.close())));

/** The loader, under a name of the merchant's own. */
async function takes(service) {
  for (const shop of shops) shop.uses(service.url);
  const loader = await (await fetch(`${service.url}/pse-checkout.js`)).text();
  files["/cache/1a2b3c.js"] = ["text/javascript", loader];
  const folder = `${PROJECT}tests/output/bundled/`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}pse-checkout.js`, loader);
  const { outputFiles } = await build({
    stdin: { contents: `import { configure } from "./pse-checkout.js"; configure({ service: "${service.url}" });`, resolveDir: folder },
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "silent",
  });
  files["/app.js"] = ["text/javascript", outputFiles[0].text];
}

const expected = [/\/(widget|v1)\//];
/** Of what the console told, what we did. */
const ours = (problems) => problems.splice(0).filter((problem) => problem.includes("pse-checkout: "));

stories("where the service is", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shops.map(({ origin }) => origin).join() }, atOnce: 1 }, (story) => {
  for (const path of Object.keys(TAGS)) {
    story(`a loader that was ${path.slice(1)} is told`, {}, async ({ buyer, page, service }) => {
      await takes(service);
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto((await told.sells()).replace("/?", `${path}?`));
      await buyer.button("Pagar con PSE").click();
      await page.getByLabel("Celular").waitFor();
      const strays = asked.filter((url) => url.startsWith(told.origin) && /\/(widget|v1|pay)\//.test(url));
      // Who imports it and says so later has let it begin to look.
      if (path !== "/imported") assert.deepEqual(strays, []);
    });
  }

  story("an element says where its service is, whose code is checked", {}, async ({ buyer, page, context, service, problems }) => {
    await takes(service);
    await page.goto(await named.sells());
    await buyer.button("Pagar con PSE").click();
    await page.getByLabel("Celular").waitFor();
    await context.route("**/widget/*.js", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: Buffer.concat([await answer.body(), Buffer.from(" globalThis.evil = 1")]) });
    });
    await page.goto(await named.sells());
    const link = page.getByRole("link", { name: "Pagar con PSE" });
    await link.waitFor();
    assert.ok((await link.getAttribute("href")).startsWith(`${service.url}/pay/chk_`));
    assert.equal(await page.evaluate(() => globalThis.evil), undefined);
    problems.splice(0);
  });

  const careless = {
    "preloads no modules": () => {
      const { supports } = DOMTokenList.prototype;
      DOMTokenList.prototype.supports = function (token) { return token !== "modulepreload" && supports.call(this, token); };
    },
    "is Apple's": () => Object.defineProperty(Navigator.prototype, "vendor", { value: "Apple Computer, Inc." }),
  };
  for (const [what, browser] of Object.entries(careless)) {
    story(`where the browser ${what}, so that no hash is checked, an element's service brings no code`, { expected }, async ({ page, service, problems }) => {
      await takes(service);
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.addInitScript(browser);
      wish = { head: GUESSED };
      await page.goto(await named.sells());
      const link = page.getByRole("link", { name: "Pagar con PSE" });
      await link.waitFor();
      assert.ok((await link.getAttribute("href")).startsWith(`${service.url}/pay/chk_`));
      assert.deepEqual(asked.filter((url) => url.startsWith(`${service.url}/widget/`)), []);
      assert.deepEqual(ours(problems), []);
    });
  }

  for (const [what, shop] of [["a page", answersAll], ["404", answersNothing]]) {
    story(`where a guess is answered with ${what} there is a sentence, and the developer is told`, { expected }, async ({ page, service, problems }) => {
      await takes(service);
      wish = undefined;
      await page.goto(await shop.sells());
      await page.getByText(SENTENCE).waitFor();
      assert.equal(await page.getByRole("link").count(), 0);
      assert.equal(await page.getByRole("button").count(), 0);
      assert.deepEqual(await page.evaluate(() => globalThis.told), ["service"]);
      const [line, ...more] = ours(problems);
      assert.match(line, new RegExp(`«${shop.origin}» is no service: set data-service`));
      assert.deepEqual(more, []);
      // In another language, too.
      await page.evaluate(() => { document.querySelector("pse-checkout").lang = "en"; });
      await page.getByText("We could not show your payment").waitFor();
    });
  }

  story("who lets no page read what it answers is not the service", { expected }, async ({ page, service, problems }) => {
    await takes(service);
    const elsewhere = answersNothing.origin.replace("127.0.0.1", "localhost");
    wish = { head: GUESSED.replace("/cache", `${elsewhere}/cache`) };
    await page.goto(await answersNothing.sells());
    await page.getByText(SENTENCE).waitFor();
    assert.equal(await page.getByRole("link").count(), 0);
    assert.equal(ours(problems).filter((line) => line.includes(`«${elsewhere}» is no service`)).length, 1);
  });

  story("where nobody answers at all, the link may still be good", { expected: [/./] }, async ({ page, context, service, problems }) => {
    await takes(service);
    wish = undefined;
    await context.route(/\/(widget|v1)\/|:\d+\/$/, (route) => route.abort());
    await page.goto(await answersNothing.sells());
    const link = page.getByRole("link", { name: "Pagar con PSE" });
    await link.waitFor();
    assert.ok((await link.getAttribute("href")).startsWith(`${answersNothing.origin}/pay/chk_`));
    problems.splice(0);
  });

  story("where the page has something of its own for that, it is shown", { expected }, async ({ page, service, problems }) => {
    await takes(service);
    wish = { inside: "\n<b slot=\"logo\">PSE</b> <!-- nothing --> <a href=\"tel:6024567890\">Llámenos</a>" };
    await page.goto(await answersNothing.sells());
    await page.getByRole("link", { name: "Llámenos" }).waitFor();
    await page.getByText(SENTENCE).waitFor();
    ours(problems);
  });

  for (const wrong of ["http://pay.example.co", "pay.example.co", "javascript:alert(1)", "//pay.example.co", "http://localhost.example.co"]) {
    story(`«${wrong}» is no service`, { expected }, async ({ page, service, problems }) => {
      await takes(service);
      wish = { head: GUESSED.replace(">", ` data-service="${wrong}">`) };
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(await answersNothing.sells());
      await page.getByText(SENTENCE).waitFor();
      assert.equal(ours(problems).filter((line) => line.includes(`«${wrong}» is no https address`)).length, 1);
      assert.ok(asked.every((url) => url.startsWith(answersNothing.origin) || url.startsWith("data:")), asked.join());
    });
  }
});
