// The receipt on paper: what the button «Imprimir» prints.

import assert from "node:assert/strict";

import { sheets } from "./harness/paper.mjs";
import { stories } from "./harness/stories.mjs";

const expected = [/\/gallery/, /\/v1\//];

/** Presses «Imprimir», and keeps the page that would be printed. */
async function prints(page) {
  await page.evaluate(() => {
    const { prototype } = HTMLIFrameElement;
    const { get } = Object.getOwnPropertyDescriptor(prototype, "contentWindow");
    Object.defineProperty(prototype, "contentWindow", {
      configurable: true,
      get() {
        const view = get.call(this);
        view.print = () => { globalThis.printed = view.document; };
        return view;
      },
    });
  });
  await page.getByRole("button", { name: "Imprimir" }).click();
  return page.evaluate(() => {
    const { shadowRoot, localName } = globalThis.printed.body.firstElementChild;
    const css = shadowRoot.adoptedStyleSheets.map(({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText).join(""));
    return { localName, css, html: shadowRoot.innerHTML };
  });
}

/** The same page by itself, as the browser prints frames one by one only for a person. */
async function alone(context, { localName, css, html }) {
  const sheet = await context.newPage();
  await sheet.evaluate(({ localName, css, html }) => {
    const host = document.body.appendChild(document.createElement(localName));
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = css.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    shadow.innerHTML = html;
  }, { localName, css, html });
  await sheet.emulateMedia({ media: "print" });
  return sheet;
}

stories("printed", {}, (story) => {
  for (const state of ["approved", "long-outcome", "pending", "test"]) {
    story(`a receipt is one page, ${state}`, { colorScheme: "dark", expected }, async ({ context, page, service }) => {
      await page.goto(`${service.url}/gallery?state=${state}&theme=dark`);
      await page.locator("html[data-ready]").waitFor();
      const fields = await page.locator("pse-checkout dd").evaluateAll((values) => values.map(({ firstChild }) => firstChild.data));
      const sheet = await alone(context, await prints(page));
      await sheet.screenshot({ path: `tests/output/printed-${state}.png`, fullPage: true });
      for (const format of ["Letter", "A4"]) {
        assert.equal(await sheets(sheet, format), 1, format);
      }

      // Every certified field, and nothing to press.
      const seen = await sheet.locator("dd").evaluateAll((values) =>
        values.filter((value) => value.checkVisibility()).map(({ firstChild }) => firstChild.data),
      );
      assert.deepEqual(seen, fields);
      assert.ok(fields.length >= 10, fields.join());
      assert.equal(await sheet.locator(":is(button, a):visible").count(), 0);

      // Black or grey on white, from a dark theme too.
      const colours = await sheet.locator(".paper, .paper *:visible").evaluateAll((all) =>
        all.flatMap((one) => {
          const { color, backgroundColor } = getComputedStyle(one);
          return one.closest("svg") ? [] : [`${color} on ${backgroundColor}`];
        }),
      );
      const paper = sheet.locator(".paper");
      assert.equal(await paper.evaluate((element) => getComputedStyle(element).borderTopWidth), "0px", "no frame");
      const [BLACK, GREY] = ["rgb(0, 0, 0)", "rgb(68, 68, 68)"];
      const backgrounds = ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"];
      for (const colour of new Set(colours)) {
        const [ink, ground] = colour.split(" on ");
        assert.ok([BLACK, GREY].includes(ink) && backgrounds.includes(ground), colour);
      }
    });
  }
});
