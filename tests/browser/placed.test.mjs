// Where the bank list lies: the field and three whole rows of it are in view, wherever on the page the field is and
// whatever is around it.

import assert from "node:assert/strict";
import { after } from "node:test";

import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

/** What may be around the element. */
const AROUND = {
  "nothing": "",
  "a clip": "overflow: hidden; height: 320px",
  "a scrolling box": "overflow: auto; height: 340px",
  "a box that paints within itself": "contain: paint",
  "a transformed box": "transform: translate(20px, 8px) scale(0.95)",
  "a box made larger": "zoom: 1.25",
  "a clipping, transformed box": "overflow: hidden; transform: translateZ(0); height: 330px",
};
const DIALOGS = { "a dialog": "", "a modal dialog": "modal" };
const SCREENS = {
  "1366 × 650": { width: 1366, height: 650 },
  "1280 × 800": { width: 1280, height: 800 },
  "1366 × 650 at 200 %": { width: 683, height: 325 },
};

const page = (service, [checkout], path) => {
  const open = path === "/dialog" ? "<dialog id=around open>" : "<div id=around>";
  return `<!doctype html>
<html lang="es-CO">
<head><meta charset="utf-8"><title>Otra tienda</title><link rel="icon" href="data:,">
<script type="module" src="${service}/pse-checkout.js"></script></head>
<body><div id=before></div>${open}<pse-checkout checkout="${checkout}"></pse-checkout>${path === "/dialog" ? "</dialog>" : "</div>"}
<div id=after></div></body>
</html>`;
};

/** What is seen of the field and the first three rows. */
const seen = (page) =>
  page.locator("pse-checkout").evaluate(({ shadowRoot }) => {
    const isSeen = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const at = (x, y) => shadowRoot.elementFromPoint(x, y);
      const hit = (x, y) => element.contains(at(x, y));
      return top >= 0 && bottom <= innerHeight && hit(left + 12, top + 3) && hit(right - 40, bottom - 3);
    };
    const rows = [...shadowRoot.querySelectorAll(".option")].slice(0, 3);
    return [shadowRoot.getElementById("bank"), ...rows].map(isSeen);
  });

/** Puts the page's own boxes around the element, and more of the page over and under it. */
function surround(style) {
  for (const id of ["before", "after"]) document.getElementById(id).style.height = "1500px";
  const around = document.getElementById("around");
  if (style === "modal") {
    around.close();
    around.showModal();
  } else {
    around.style.cssText = style;
  }
}

/** Opens the list while the field is at an edge of what it is seen in. */
async function opensAt(page, block) {
  await page.getByRole("combobox", { name: "Banco" }).evaluate((field, block) => {
    field.scrollIntoView({ block });
    field.focus({ preventScroll: true });
  }, block);
  await page.keyboard.press("ArrowDown");
  await page.locator("pse-checkout .option").first().waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

const shop = await merchant({ page });
after(() => shop.close());

stories("the bank list is in view", { settings: { PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin } }, (story) => {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    for (const without of [false, true]) {
      const title = `${screen}${without ? ", without a top layer" : ""}`;
      story(title, { viewport }, async ({ page, picture, service }) => {
        shop.uses(service.url);
        if (without) await page.addInitScript(() => { delete HTMLElement.prototype.showPopover; });
        const address = new URL(await shop.sells());
        for (const [path, around] of [["/", AROUND], ["/dialog", DIALOGS]]) {
          address.pathname = path;
          await page.goto(address.href);
          await page.getByRole("button", { name: "Pagar con PSE" }).click();
          await page.getByRole("combobox", { name: "Banco" }).waitFor();
          for (const [name, style] of Object.entries(around)) {
            await page.evaluate(surround, style);
            for (const edge of ["start", "center", "end"]) {
              await opensAt(page, edge);
              const is = await seen(page);
              if (is.includes(false)) await picture(`placed-${title}-${name}-${edge}`.replace(/\W+/g, "-"));
              assert.deepEqual(is, [true, true, true, true], `${title}, ${name}, ${edge}`);
              await page.keyboard.press("Escape");
            }
          }
        }
      });
    }
  }
});
