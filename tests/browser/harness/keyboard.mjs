// A buyer who has no mouse: where the focus is, and how it gets elsewhere.

import assert from "node:assert/strict";

/** So many stops are enough to go once through any of our pages. */
const STOPS = 80;

export function keyboard(page) {
  const hands = {
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),

    /** Tab, until the focus is on what has that label or text. */
    async tabTo(name) {
      const passed = [];
      for (let stop = 0; stop < STOPS; stop += 1) {
        await page.keyboard.press("Tab");
        const { name: here, visible } = await focused(page);
        assert.ok(visible, `the focus is on «${here}», which cannot be seen`);
        if (here === name) return;
        passed.push(here);
      }
      assert.fail(`«${name}» is not among ${passed.join(" · ")}`);
    },

    /** The focus was put there by the page. */
    async isOn(name, what) {
      await page.waitForFunction(
        (name) => {
          let element = document.activeElement;
          while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          return element?.textContent.trim() === name;
        },
        name,
        { timeout: 5_000 },
      ).catch(async () => assert.fail(`the focus is on «${(await focused(page)).name}», not on ${what}`));
    },
  };
  return hands;
}

/** What has the focus: its label or text, and whether it can be seen. */
function focused(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === document.body) return { name: "the page", visible: true };
    const label = element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? element.textContent;
    const { width, height } = element.getBoundingClientRect();
    const visible = width > 0 && height > 0;
    return { name: label.trim().replaceAll(/\s+/g, " "), visible };
  });
}
