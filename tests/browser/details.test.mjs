// What the gallery's states must be besides accessible to axe: what helps is offered and nothing else, and what is
// said can be read.

import assert from "node:assert/strict";

import { fits } from "./harness/accessibility.mjs";
import { contrast, numbersAreWhole } from "./harness/legible.mjs";
import { stories } from "./harness/stories.mjs";

const PHONE = { viewport: { width: 320, height: 640 } };
const expected = [/\/gallery/, /\/v1\//];

stories("details", { atOnce: 3 }, (story) => {
  const shows = async ({ page, service }, state, query = {}) => {
    await page.goto(`${service.url}/gallery?${new URLSearchParams({ state, ...query })}`);
    await page.locator("html[data-ready]").waitFor();
    return page.locator("pse-checkout");
  };
  /** What can be pressed, by its words. */
  const offered = async (widget) => {
    const all = await widget.locator(":is(button, a):visible").allTextContents();
    return all.map((text) => text.trim());
  };

  for (const theme of ["light", "dark"]) {
    story(`that the payment is being created can be read, ${theme}`, { expected }, async (told) => {
      const widget = await shows(told, "creating", { theme });
      const ratio = await contrast(widget.locator(".submit"));
      assert.ok(ratio >= 4.5, `${ratio}`);
      const loading = await shows(told, "banks-loading", { theme });
      assert.ok((await contrast(loading.locator("#bank"))) >= 4.5);
    });
  }

  for (const state of ["already-pending", "already-paid"]) {
    story(`nothing is offered that would be refused again: ${state}`, { expected }, async (told) => {
      const widget = await shows(told, state);
      assert.deepEqual(await offered(widget), ["Cancelar"]);
      // Nor in another language, and still with a word why.
      await widget.evaluate((element) => { element.lang = "en"; });
      await widget.getByRole("button", { name: "Cancel", exact: true }).waitFor();
      assert.deepEqual(await offered(widget), ["Cancel"]);
      assert.match(await widget.locator(".notice").textContent(), /\w/);
      await widget.evaluate((element) => { element.lang = "es"; });
      await widget.getByRole("button", { name: "Cancelar" }).waitFor();
      // Later it may be another matter: what was filled in is kept.
      await widget.getByRole("button", { name: "Cancelar" }).click();
      await widget.getByRole("button", { name: "Pagar con PSE" }).click();
      await widget.getByRole("button", { name: "Continuar a BANCO COOPERATIVO COOPCENTRAL" }).waitFor();
      assert.equal(await widget.getByLabel("Nombres").inputValue(), "María José");
    });
  }

  story("what was not found is not offered again, what could not be read is", { expected }, async (told) => {
    assert.deepEqual(await offered(await shows(told, "not-found")), []);
    const widget = await shows(told, "unreadable");
    assert.deepEqual(await offered(widget), ["Intentar de nuevo", "Abrir la página de pago"]);
    const [row, first, last] = await Promise.all(
      [".actions", ".action", ".link"].map((part) => widget.locator(part).boundingBox()),
    );
    const before = first.x - row.x;
    const after = row.x + row.width - last.x - last.width;
    assert.ok(Math.abs(before - after) < 2, "they stand in the middle");
  });

  story("who paid in another tab is told so first, and why without alarm", { expected }, async (told) => {
    const widget = await shows(told, "paid-meanwhile");
    const { order, edge, bad } = await widget.evaluate(({ shadowRoot }) => {
      const heading = shadowRoot.activeElement;
      const notice = shadowRoot.getElementById("notice");
      const colour = (text) => {
        const probe = shadowRoot.appendChild(document.createElement("p"));
        probe.style.color = text;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      };
      return {
        order: heading.compareDocumentPosition(notice) === Node.DOCUMENT_POSITION_FOLLOWING,
        edge: getComputedStyle(notice).borderInlineStartColor,
        bad: colour("#c0222f"),
      };
    });
    assert.ok(order, "the notice follows what has the focus");
    assert.notEqual(edge, bad);
  });

  story("what must be filled in says so, the list of document types too", { expected }, async (told) => {
    const widget = await shows(told, "form");
    for (const label of ["Tipo de documento", "Número de documento", "Celular"]) {
      assert.equal(await widget.getByLabel(label).getAttribute("aria-required"), "true", label);
    }
    assert.equal(await widget.getByLabel("Número de documento").getAttribute("maxlength"), null);
  });

  story("who waits for a payment to be created is told that the page updates itself", { expected }, async (told) => {
    const widget = await shows(told, "creating-outcome");
    assert.match(await widget.locator(".verdict").textContent(), /Esta página se actualiza sola\./);
  });

  story("in forced colours wrong fields and lists look it", { ...PHONE, forcedColors: "active", expected }, async (told) => {
    const style = (locator, name) => locator.evaluate((element, name) => getComputedStyle(element)[name], name);
    const looks = async (state) => {
      const widget = await shows(told, state);
      const arrows = await Promise.all(["#bank", "#document_type"].map((id) => style(widget.locator(id), "backgroundImage")));
      for (const arrow of arrows) assert.notEqual(arrow, "none", `${state} has its arrows`);
      const parts = ["#bank", "#document_type", "#document", ".choice >> nth=1"];
      return Promise.all(parts.map((part) => style(widget.locator(part), "borderTopWidth")));
    };
    assert.deepEqual(await looks("filled"), ["1px", "1px", "1px", "1px"]);
    assert.deepEqual(await looks("errors"), ["3px", "3px", "3px", "3px"]);
  });

  story("a receipt's values end where all the others do", { ...PHONE, expected }, async (told) => {
    const widget = await shows(told, "long-outcome");
    const { ends, baselines } = await widget.evaluate(({ shadowRoot }) => ({
      ends: [...shadowRoot.querySelectorAll("dd")].filter((value) => value.checkVisibility()).map((value) => {
        const range = document.createRange();
        range.selectNodeContents(value);
        return Math.round(Math.max(...Array.from(range.getClientRects(), ({ right }) => right)));
      }),
      baselines: [...shadowRoot.querySelectorAll(".row")].map((row) => getComputedStyle(row).alignItems),
    }));
    assert.ok(Math.max(...ends) - Math.min(...ends) <= 2, ends.join());
    assert.deepEqual([...new Set(baselines)], ["baseline"]);
  });

  story("a long description leaves room for the form, and is all there", { ...PHONE, expected }, async (told) => {
    const description = (await shows(told, "long-form")).locator(".summary .muted");
    const { lines, title, text } = await description.evaluate((element) => ({
      lines: element.clientHeight / Number.parseFloat(getComputedStyle(element).lineHeight),
      title: element.title,
      text: element.textContent,
    }));
    assert.equal(Math.round(lines), 3);
    assert.equal(title, text);
  });

  for (const size of ["62.5%", "200%", "40px"]) {
    story(`a page whose root is ${size} neither shrinks nor breaks it`, { ...PHONE, expected }, async (told) => {
      for (const state of ["form", "long-form", "errors", "long-outcome"]) {
        const widget = await shows(told, state);
        await told.page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
        const { page } = told;
        await numbersAreWhole(page, `${state} at ${size}`);
        const font = await widget.locator(".widget").evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
        if (size === "62.5%") assert.equal(font, 16);
        else assert.ok(font > 24, `${font} is larger, as asked for`);
        await fits(page, `${state} at ${size}`);
      }
    });
  }
});
