// What can be read, where axe does not look.

import assert from "node:assert/strict";

/** No amount is broken within its number, or outside the screen. */
export async function numbersAreWhole(page, screen) {
  const broken = await page.evaluate(() => {
    const roots = [document.body, ...Array.from(document.querySelectorAll("pse-checkout"), ({ shadowRoot }) => shadowRoot)];
    const found = [];
    for (const root of roots) {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        for (const { 0: number, index } of text.data.matchAll(/\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?/g)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + number.length);
          const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
          const { left, right } = range.getBoundingClientRect();
          const isInside = left >= 0 && right <= document.documentElement.clientWidth;
          if (lines.size > 1 || !isInside) found.push(number);
        }
      }
    }
    return found;
  });
  assert.deepEqual(broken, [], `${screen} breaks a number`);
}

/** No field's hint is cut. */
export async function hintsAreWhole(page, screen) {
  const hints = page.locator("[placeholder]:placeholder-shown");
  const cut = await hints.evaluateAll((fields) => {
    const pen = document.createElement("canvas").getContext("2d");
    const isCut = (field) => {
      const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(field);
      pen.font = font;
      const room = field.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
      return field.checkVisibility() && pen.measureText(field.placeholder).width > room;
    };
    return fields.filter(isCut).map((field) => field.placeholder);
  });
  assert.deepEqual(cut, [], `${screen} cuts a hint`);
}

/** How a text stands out from what is behind it, as WCAG counts, its own opacity and its parents' included. */
export function contrast(locator) {
  return locator.evaluate((element) => {
    const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const over = ([r, g, b], [x, y, z], opacity) => [[r, x], [g, y], [b, z]].map(([a, under]) => a * opacity + under * (1 - opacity));
    const parent = (one) => one.parentElement ?? one.getRootNode().host;
    /** What is seen at an element, and of a text on it. */
    const seen = (one, text) => {
      if (!one) return { behind: [255, 255, 255], text };
      const { backgroundColor, opacity } = getComputedStyle(one);
      const [r, g, b, alpha = 1] = numbers(backgroundColor);
      const under = seen(parent(one)).behind;
      const behind = over([r, g, b], under, alpha * opacity);
      return { behind, text: text && over(text, under, Number(opacity)) };
    };
    const light = (colour) => {
      const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const { behind, text } = seen(element, numbers(getComputedStyle(element).color).slice(0, 3));
    const [dark, bright] = [light(behind), light(text)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  });
}
