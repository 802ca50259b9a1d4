// The page's shortcuts and the buyer's letters: what is typed in the widget arrives whole, whatever the page listens to.

import assert from "node:assert/strict";

import { BANKS, PERSON } from "./harness/people.mjs";
import { stories } from "./harness/stories.mjs";

/** Ways in which pages take keys, as the libraries for it do; each takes all but Tab, and remembers what it heard. */
const SHORTCUTS = {
  // Mousetrap: three events at the document, going up, but not in what looks like a field.
  "a library that listens going up": () => {
    for (const type of ["keydown", "keypress", "keyup"]) {
      document.addEventListener(type, (event) => {
        if (/INPUT|SELECT|TEXTAREA/.test(event.target.tagName) || event.key === "Tab") return;
        takes(event);
        event.preventDefault();
        event.stopPropagation();
      });
    }
  },
  // Tinykeys, or the page's own.
  "the window, going up": () => {
    window.addEventListener("keydown", (event) => {
      if (event.key === "Tab") return;
      takes(event);
      event.preventDefault();
    });
  },
  // hotkeys-js with `capture`: a handler that returns false prevents and stops.
  "a library that listens going down and stops": () => {
    for (const type of ["keydown", "keyup"]) {
      document.addEventListener(type, (event) => {
        if (event.key === "Tab") return;
        takes(event);
        event.preventDefault();
        event.stopPropagation();
        event.cancelBubble = true;
      }, true);
    }
  },
  "the window, going down": () => {
    window.addEventListener("keydown", (event) => {
      if (event.key === "Tab") return;
      takes(event);
      event.preventDefault();
    }, true);
  },
  "the window, going down, that stops": () => {
    window.addEventListener("keydown", (event) => {
      if (event.key === "Tab") return;
      takes(event);
      event.preventDefault();
      event.stopPropagation();
    }, true);
  },
  "the window, going down, that only stops": () => {
    window.addEventListener("keydown", (event) => {
      if (event.key === "Tab") return;
      takes(event);
      event.stopPropagation();
    }, true);
  },
  "what is pressed, going down": () => {
    window.addEventListener("keypress", (event) => {
      takes(event);
      event.returnValue = false;
    }, true);
  },
};

/** What every page of the story remembers. */
const remember = () => {
  globalThis.taken = [];
  globalThis.takes = (event) => globalThis.taken.push(event.key);
};
const taken = (page) => page.evaluate(() => globalThis.taken);

stories("keys", {}, (story) => {
  for (const [name, listen] of Object.entries(SHORTCUTS)) {
    story(`what is typed reaches the provider whole: ${name}`, {}, async ({ buyer, page, context }) => {
      await context.addInitScript(remember);
      await context.addInitScript(listen);
      const keys = page.keyboard;
      const presses = async (...names) => { for (const name of names) await keys.press(name); };
      await buyer.goesToPay();
      await page.evaluate(() => { globalThis.taken.length = 0; });

      // Where the window took a key first, only text is written for the browser.
      const hasArrows = !name.startsWith("the window, going down");
      await page.getByRole("radio", { name: hasArrows ? "Empresa (persona jurídica)" : "Persona natural" }).focus();
      await presses("Space");
      if (hasArrows) await presses("ArrowUp");
      assert.ok(await page.getByRole("radio", { name: "Persona natural" }).isChecked());
      await buyer.bank().focus();
      await keys.type("aprueba");
      await presses("ArrowDown", "ArrowUp", "Enter");
      assert.equal(await buyer.bank().inputValue(), BANKS[9001]);
      await buyer.field("Tipo de documento").focus();
      await (hasArrows ? presses("ArrowDown") : buyer.field("Tipo de documento").selectOption("CC"));
      assert.equal(await buyer.field("Tipo de documento").inputValue(), "CC");

      await buyer.field("Número de documento").focus();
      await keys.type("1144093521");
      await buyer.field("Nombres").focus();
      await keys.type("María Josñe");
      await presses("ArrowLeft", "Backspace", "End", "Home", "Delete");
      await keys.type("M");
      await presses("End", "Shift+ArrowLeft");
      await keys.type("é");
      await buyer.field("Apellidos").focus();
      await keys.type(PERSON.Apellidos);
      await buyer.field("Correo electrónico").focus();
      await keys.type("antiago.pinzon@exmple.co");
      await presses("Home");
      await keys.type("s");
      await presses("End", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft");
      await keys.type("a");
      await buyer.field("Celular").focus();
      await keys.type("3004567890");
      await presses("Enter");
      await buyer.isAtPse();

      const [{ request }] = await buyer.transactions();
      assert.equal(request.payer.emailAddress, "santiago.pinzon@example.co");
      assert.equal(request.payer.firstName, "María José");
      assert.equal(request.payer.lastName, PERSON.Apellidos);
      assert.equal(request.payer.document, "1144093521");
      assert.equal(request.payer.mobile, "3004567890");
    });
  }

  story("the page hears Escape, Tab and what has a modifier, and of the rest not a letter", {}, async ({ buyer, page, context }) => {
    await context.addInitScript(remember);
    await context.addInitScript(() => {
      for (const type of ["keydown", "keyup"]) {
        window.addEventListener(type, (event) => {
          globalThis.takes(event);
          if (event.ctrlKey || event.metaKey) event.preventDefault();
        });
      }
      document.addEventListener("input", ({ composed }) => { globalThis.inputs = (globalThis.inputs ?? 0) + composed; });
    });
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    const field = buyer.field("Correo electrónico");
    await field.focus();
    await page.evaluate(() => { globalThis.taken.length = 0; globalThis.inputs = 0; });
    await page.keyboard.type("sn/ Á?");
    for (const key of ["Backspace", "Delete", "ArrowLeft", "Home", "End"]) await page.keyboard.press(key);
    assert.deepEqual((await taken(page)).filter((key) => key !== "Shift"), []);
    assert.ok(await page.evaluate(() => globalThis.inputs) >= 6, "who counts what is typed still can");
    for (const key of ["Escape", "Control+k", "Alt+s", "Meta+Enter", "Control+ArrowLeft", "F2", "Tab"]) await page.keyboard.press(key);
    const heard = new Set(await taken(page));
    for (const key of ["Escape", "k", "s", "Enter", "ArrowLeft", "F2", "Tab"]) assert.ok(heard.has(key), `${key}: ${[...heard]}`);
    await page.evaluate(() => { globalThis.taken.length = 0; document.activeElement.blur(); });
    await page.keyboard.press("s");
    assert.deepEqual(await taken(page), ["s", "s"], "outside the widget the page has its shortcuts");
  });

  story("what a third level or a composition writes stays in the field", {}, async ({ buyer, page, context }) => {
    await context.addInitScript(remember);
    await context.addInitScript(() => {
      window.addEventListener("keydown", (event) => { takes(event); event.preventDefault(); });
      document.addEventListener("keydown", (event) => event.preventDefault(), true);
    });
    await buyer.goesToPay();
    await buyer.fillsInTheForm(9001);
    const client = await context.newCDPSession(page);
    const presses = async (event) => {
      await client.send("Input.dispatchKeyEvent", { type: "keyDown", ...event });
      await client.send("Input.dispatchKeyEvent", { type: "keyUp", ...event, text: undefined });
    };
    const email = buyer.field("Correo electrónico");
    await email.fill("ana");
    await email.focus();
    await page.keyboard.press("End");
    await page.evaluate(() => { globalThis.taken.length = 0; });
    // As Windows and other systems tell AltGr; only there does the browser write what it means.
    for (const how of [{ ctrlKey: true, altKey: true }, { modifierAltGraph: true }]) {
      const isFree = await email.evaluate((field, how) =>
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "@", bubbles: true, composed: true, cancelable: true, ...how })), how);
      assert.ok(isFree, JSON.stringify(how));
    }
    await page.keyboard.type("@example.co");
    assert.equal(await email.inputValue(), "ana@example.co");
    const name = buyer.field("Nombres");
    await name.fill("Jos");
    await name.focus();
    await page.keyboard.press("End");
    await presses({ key: "Dead", code: "BracketLeft" });
    await presses({ key: "é", code: "KeyE", text: "é" });
    await client.send("Input.imeSetComposition", { text: "ñ", selectionStart: 1, selectionEnd: 1 });
    await client.send("Input.insertText", { text: "ñ" });
    assert.equal(await name.inputValue(), "Joséñ");
    assert.deepEqual(await taken(page), []);
    await presses({ modifiers: 3, key: "k", code: "KeyK" });
    assert.deepEqual(await taken(page), ["k"], "a shortcut with Ctrl and Alt is the page's");
  });
});
