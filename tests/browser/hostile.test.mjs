// The page of a merchant nobody has seen: style sheets that reach for everything, several widgets, elements that move.

import assert from "node:assert/strict";
import { after } from "node:test";

import { fits, isAccessible } from "./harness/accessibility.mjs";
import { numbersAreWhole } from "./harness/legible.mjs";
import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

const HOSTILE = `
html { font: italic 700 10px/3 monospace; letter-spacing: 4px; word-spacing: 9px; text-transform: uppercase; color: lime; }
body { text-align: center; white-space: pre; visibility: visible; cursor: wait; text-indent: 3em; text-shadow: 1px 1px red; }
* { box-sizing: content-box !important; font-size: 11px !important; letter-spacing: 3px !important; }
div, button, input, select, label, p, h2, a, dl, dt, dd, fieldset, legend, span, svg { all: unset !important; color: lime !important; }
`;

const page = (service, [first, second, third]) => `<!doctype html>
<html lang="es-CO">
<head><meta charset="utf-8"><title>Tienda hostil</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/hostile.css">
<script type="module" src="${service}/pse-checkout.js"></script><script type="module" src="/page.js"></script></head>
<body><main><h1>Tienda</h1>
<form id="form" action="/sent"><pse-checkout id="one" checkout="${first}"></pse-checkout></form>
<x-shell id="shell" data-checkout="${second}"></x-shell>
<dialog id="dialog"><pse-checkout id="three" checkout="${third}"></pse-checkout></dialog>
<aside id="aside"></aside></main></body></html>`;

/** A shadow root of the merchant's own. */
const SCRIPT = `
const shell = document.getElementById("shell");
const widget = document.createElement("pse-checkout");
widget.setAttribute("checkout", shell.dataset.checkout);
shell.attachShadow({ mode: "open" }).append(widget);
document.getElementById("dialog").showModal();
document.getElementById("dialog").close();`;

const csp = (service) =>
  `default-src 'none'; script-src 'self' ${service} 'wasm-unsafe-eval'; connect-src ${service}; style-src 'self'; img-src data:`;
const shop = await merchant({
  page,
  csp,
  files: { "/hostile.css": ["text/css", HOSTILE], "/page.js": ["text/javascript", SCRIPT] },
});
after(() => shop.close());

const NARROW = { viewport: { width: 320, height: 640 } };

/** How a text of the widget looks, by what a page's sheets would change. */
const look = (locator) =>
  locator.evaluate((element) => {
    const style = getComputedStyle(element);
    const names = [
      "color", "fontSize", "fontStyle", "fontFamily", "letterSpacing", "wordSpacing", "textTransform", "textAlign",
      "textIndent", "textShadow", "whiteSpace", "cursor", "lineHeight", "boxSizing",
    ];
    return Object.fromEntries(names.map((name) => [name, style[name]]));
  });

stories("a hostile page", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  story("its style sheets change nothing inside", {}, async ({ buyer, page, service, picture }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells(3));
    const one = page.locator("#one");
    await one.getByRole("button", { name: "Pagar con PSE" }).click();
    const heading = one.getByRole("heading", { name: "Pagar con PSE" });
    await heading.waitFor();
    await picture("hostile");
    await fits(page, "a hostile page");
    const hostile = [await look(heading), await look(one.locator(".muted").first()), await look(one.getByLabel("Celular"))];

    // The same, in a page that wants nothing of it.
    const calm = await page.context().newPage();
    await calm.goto(`${service.url}/gallery?state=some-fields&theme=light`);
    await calm.locator("html[data-ready]").waitFor();
    const quiet = calm.locator("pse-checkout");
    const expected = [
      await look(quiet.getByRole("heading")), await look(quiet.locator(".muted").first()), await look(quiet.getByLabel("Celular")),
    ];
    assert.deepEqual(hostile, expected);
    await calm.close();
  });

  for (const size of ["8px", "40px"]) {
    story(`its root of ${size} leaves a form that can be read and fits`, NARROW, async ({ page, service, picture }) => {
      shop.uses(service.url);
      await page.goto(await shop.sells(3));
      await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size, "important"), size);
      const one = page.locator("#one");
      await one.getByRole("button", { name: "Pagar con PSE" }).click();
      await one.getByRole("button", { name: "Continuar" }).click();
      await one.getByText("Elija su banco de la lista.").waitFor();
      await picture(`hostile-root-${size}`);
      for (const locator of [one.getByLabel("Celular"), one.locator(".label").first(), one.locator(".amount")]) {
        const pixels = Number.parseFloat((await look(locator)).fontSize);
        assert.ok(pixels >= 15 && pixels <= 40, `${pixels} px`);
      }
      await fits(page, `a root of ${size}`);
      await numbersAreWhole(page, `a root of ${size}`);
    });
  }

  story("what it hides is hidden, and what it shows again within is shown", {}, async ({ page, service }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells(3));
    const one = page.locator("#one");
    const button = one.getByRole("button", { name: "Pagar con PSE" });
    await button.waitFor();
    await page.evaluate(() => { document.querySelector("main").style.visibility = "hidden"; });
    await one.locator(".pay").waitFor({ state: "hidden" });
    await one.evaluate((element) => { element.style.visibility = "visible"; });
    await button.click();
    await one.getByLabel("Celular").fill("3001234567");
    await one.evaluate((element) => { element.style.visibility = ""; });
    await one.locator(".form").waitFor({ state: "hidden" });
  });

  story("several widgets are each their own, and load everything once", {}, async ({ buyer, page, service }) => {
    shop.uses(service.url);
    const loaded = [];
    page.on("request", (request) => {
      const [, kind] = /\/widget\/.*?\.(.+)$/.exec(request.url()) ?? [];
      if (kind) loaded.push(kind);
    });
    await page.goto(await shop.sells(3));
    const one = page.locator("#one");
    const two = page.locator("#shell").locator("pse-checkout");
    await one.getByRole("button", { name: "Pagar con PSE" }).click();
    await one.getByLabel("Celular").fill("3001234567");
    await two.getByRole("button", { name: "Pagar con PSE" }).click();
    await two.getByLabel("Celular").fill("3007654321");
    assert.equal(await one.getByLabel("Celular").inputValue(), "3001234567");
    await page.evaluate(() => document.getElementById("dialog").showModal());
    const three = page.locator("#three");
    await three.getByRole("button", { name: "Pagar con PSE" }).click();
    await three.getByLabel("Celular").waitFor();
    await page.evaluate(() => document.getElementById("dialog").close());
    // The module is asked for twice: once ahead with its hash, once imported; the second is the browser's own copy.
    assert.deepEqual([...new Set(loaded)].sort(), ["es.txt", "js", "wasm"]);
    for (const kind of ["es.txt", "wasm"]) assert.equal(loaded.filter((one) => one === kind).length, 1, kind);
    // Enter in the merchant's own form must not send that form.
    await one.getByLabel("Celular").press("Enter");
    await one.getByText("Elija su banco de la lista.").waitFor();
    assert.ok(!page.url().includes("/sent"));
    await isAccessible(page, "several widgets");
    await buyer.seesNo("undefined");
  });

  story("it is moved, removed and added again", {}, async ({ page, service, problems }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells(3));
    const one = page.locator("#one");
    await one.getByRole("button", { name: "Pagar con PSE" }).click();
    await one.getByLabel("Celular").fill("3001234567");
    await page.evaluate(() => document.getElementById("aside").append(document.getElementById("one")));
    assert.equal(await one.getByLabel("Celular").inputValue(), "3001234567", "moved, it keeps what was typed");
    await page.evaluate(() => { globalThis.kept = document.getElementById("one"); kept.remove(); });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(await page.evaluate(() => kept.shadowRoot.childElementCount), 0, "removed, nothing of it is left");
    await page.evaluate(() => document.getElementById("aside").append(kept));
    await one.getByRole("button", { name: "Pagar con PSE" }).click();
    await one.getByLabel("Celular").waitFor();
    // A hundred times over, nothing is left behind in the page.
    const listeners = await page.evaluate(async () => {
      let count = 0;
      const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (...args) {
        if (this === window || this === document) {
          count += 1;
          // The browser takes away what has a signal when that says so.
          const signal = args[2]?.signal;
          if (signal) add.call(signal, "abort", () => { count -= 1; });
        }
        return add.apply(this, args);
      };
      EventTarget.prototype.removeEventListener = function (...args) { if (this === window || this === document) count -= 1; return remove.apply(this, args); };
      const frame = () => new Promise(requestAnimationFrame);
      for (let time = 0; time < 100; time += 1) {
        kept.remove();
        await frame();
        document.getElementById("aside").append(kept);
        kept.open();
        await frame();
      }
      kept.remove();
      await frame();
      return count;
    });
    assert.ok(listeners <= 0, `${listeners} listeners are left`);
    assert.deepEqual(problems, []);
  });

  story("another checkout in the same element is another payment", {}, async ({ page, service }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells(3));
    const one = page.locator("#one");
    await one.getByRole("button", { name: "Pagar con PSE" }).click();
    await one.getByLabel("Celular").fill("3001234567");
    const other = await shop.order();
    await one.evaluate((element, id) => { element.checkout = id; }, other);
    await one.getByRole("button", { name: "Pagar con PSE" }).click();
    assert.equal(await one.getByLabel("Celular").inputValue(), "");
  });

  story("its style sheets change nothing from right to left either", NARROW, async ({ page, service, picture }) => {
    shop.uses(service.url);
    await page.goto(await shop.sells(3));
    await page.evaluate(() => { document.documentElement.dir = "rtl"; });
    const one = page.locator("#one");
    await one.getByRole("button", { name: "Pagar con PSE" }).click();
    await one.getByRole("button", { name: "Continuar" }).click();
    await one.getByText("Elija su banco de la lista.").waitFor();
    await picture("hostile-right-to-left");
    await fits(page, "a hostile page from right to left");
    await isAccessible(page, "a hostile page from right to left");
    const ends = await one.evaluate(({ shadowRoot }) => {
      const field = shadowRoot.getElementById("mobile");
      const range = document.createRange();
      range.selectNodeContents(shadowRoot.querySelector("[for=mobile]"));
      return [range, field].map((it) => Math.round(it.getBoundingClientRect().right));
    });
    assert.equal(ends[0], ends[1], "a label begins where its field does");
    await one.getByRole("combobox", { name: "Banco" }).click();
    await one.getByRole("option").first().waitFor();
    await fits(page, "its list of banks");
  });

  story("right to left and enlarged it still fits", NARROW, async ({ page, service, picture }) => {
    shop.uses(service.url);
    await page.goto(`${service.url}/gallery?state=errors`);
    await page.locator("html[data-ready]").waitFor();
    await page.evaluate(() => { document.documentElement.dir = "rtl"; });
    await fits(page, "right to left");
    await picture("right-to-left");
    await isAccessible(page, "right to left");
  });
});
