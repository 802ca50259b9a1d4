// A page that is written from right to left: the widget stands as the page does, and what it says reads as ever.

import assert from "node:assert/strict";

import { stories } from "./harness/stories.mjs";

const expected = [/\/gallery/, /\/v1\//];

/** Has every page written from right to left from its beginning, as its first tag would say. */
function fromTheRight() {
  const turn = () => document.documentElement?.setAttribute("dir", "rtl");
  new MutationObserver(turn).observe(document, { childList: true });
  turn();
}

/** Texts of which a letter, a digit or a sign stands left of the one before it on its line. */
const misread = (page) =>
  page.locator("pse-checkout").evaluate(({ shadowRoot }) => {
    const texts = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    const wrong = [];
    const range = document.createRange();
    let count = 0;
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      if (!text.parentElement.checkVisibility()) continue;
      count += 1;
      let before;
      for (let at = 0; at < text.length; at += 1) {
        if (/\s/.test(text.data[at])) continue;
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        if (before && box.top < before.bottom - 2 && box.left < before.left) wrong.push(text.data);
        before = box;
      }
    }
    return { count, wrong: [...new Set(wrong)] };
  });

stories("from right to left", {}, (story) => {
  for (const state of ["company", "errors", "banks", "consent", "pending", "cancelled", "long-outcome", "expired", "refused"]) {
    story(`${state} reads in order`, { viewport: { width: 600, height: 800 }, expected }, async ({ page, service }) => {
      await page.addInitScript(fromTheRight);
      await page.goto(`${service.url}/gallery?state=${state}`);
      await page.locator("html[data-ready]").waitFor();
      const { count, wrong } = await misread(page);
      assert.ok(count > 3, `only ${count} texts are seen`);
      assert.deepEqual(wrong, []);
    });
  }

  story("labels, errors and fields stand at the right", { expected }, async ({ page, service, picture }) => {
    await page.addInitScript(fromTheRight);
    await page.goto(`${service.url}/gallery?state=errors`);
    await page.locator("html[data-ready]").waitFor();
    const gaps = await page.locator("pse-checkout .fields .field").evaluateAll((fields) =>
      fields.map((field) => {
        const [label, error] = [field.querySelector("label"), field.querySelector(".error")].map((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return range.getBoundingClientRect().right;
        });
        const { right } = field.getBoundingClientRect();
        return [right - label, right - error].map(Math.round);
      }),
    );
    assert.ok(gaps.length >= 6, `${gaps.length} fields`);
    assert.deepEqual(gaps.filter(([label, error]) => label > 1 || error > 1), []);
    await picture("from-right-to-left");
  });
});
