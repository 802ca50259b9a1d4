// Every screen, for everybody: on a phone of 320 px, with axe, in light and in dark; and whose wish the theme is.

import assert from "node:assert/strict";

import { fits, isAccessible } from "./harness/accessibility.mjs";
import { numbersAreWhole } from "./harness/legible.mjs";
import { sheets } from "./harness/paper.mjs";
import { BANKS, PERSON } from "./harness/people.mjs";
import { stories } from "./harness/stories.mjs";

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

/** Makes a checkout with the largest amount and the longest description; its page. */
async function long({ url }) {
  const answer = await fetch(`${url}/v1/checkouts`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer sk_demo" },
    body: JSON.stringify({
      reference: `L-${Date.now()}`,
      description: "Avistamiento de ballenas en el Pacífico vallecaucano, con guía. ".repeat(4).slice(0, 255).trim(),
      currency: "COP",
      language: "EN",
      total_amount: "9999999999999.99",
      tax_amount: "0",
      devolution_base: "0",
      tip_amount: "0",
      return_url: `${url}/`,
    }),
  });
  const { id } = await answer.json();
  return `${url}/pay/${id}?lang=es`;
}

stories("looks", { settings: { PSE__SITES__DEMO__FAVOURITE_BANKS: "1066,1007" } }, (story) => {
  for (const [look, options] of [
    ["phone", phone],
    ["dark-desk", { colorScheme: "dark" }],
  ]) {
    const looking = ({ page, picture }) => async (screen) => {
      await picture(`${look}-${screen}`);
      await fits(page, screen);
      await numbersAreWhole(page, screen);
      await isAccessible(page, screen);
    };

    story(`every screen of a payment, ${look}`, options, async ({ buyer, page, picture, service }) => {
      const is = looking({ page, picture });
      await page.goto(`${service.url}/`);
      await buyer.button("Ir a pagar").waitFor();
      await is("0-shop");
      await buyer.orders();
      await is("1-button");
      await buyer.button("Pagar con PSE").click();
      await buyer.heading("Pagar con PSE").waitFor();
      await buyer.bank().waitFor();
      await is("2-form");
      await buyer.bank().click();
      await buyer.banks().first().waitFor();
      await is("3-banks");
      await buyer.bank().press("Escape");
      await buyer.button("Continuar").click();
      await buyer.sees("Elija su banco de la lista.");
      await is("4-errors");
      await buyer.fillsInTheForm(9002);
      await is("5-filled");
      await buyer.confirms(9002);
      await is("6-pse");
      await buyer.goesToTheBank();
      await is("7-bank");
      await buyer.button("Pagar").click();
      await buyer.isBack();
      await buyer.seesOutcome("Rechazada");
      await is("8-rejected");
    });

    const own = { ...options, expected: [/\/pay\//] };
    story(`the service's own page, ${look}`, own, async ({ buyer, page, picture, service }) => {
      const is = looking({ page, picture });
      await buyer.orders();
      await page.goto(`${service.url}/pay/${buyer.id}`);
      await is("own-1-form");
      await page.getByRole("button", { name: /^Continuar/ }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
      await is("own-2-errors");
      await buyer.isA("Persona natural");
      await page.getByLabel("Banco", { exact: true }).selectOption({ label: BANKS[9005] });
      await buyer.fillsIn(PERSON);
      await page.getByRole("button", { name: /^Continuar/ }).click();
      await buyer.isAtPse();
      await page.goto(`${service.url}/pay/${buyer.id}`);
      await buyer.seesOutcome("Pendiente");
      await is("own-3-pending");
      assert.equal(await sheets(page, "Letter"), 1, "one page on paper");
    });

    story(`the service's own page, as long as everything may be, ${look}`, own, async ({ page, picture, service }) => {
      const is = looking({ page, picture });
      const address = await long(service);
      for (const size of ["100%", "40px"]) {
        await page.goto(address);
        await page.getByRole("button", { name: /^Continuar/ }).click();
        await page.locator("[aria-invalid=true]").first().waitFor();
        await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
        await is(`own-long-${size}`);
      }
    });

    for (const [code, outcome] of [[9001, "Aprobada"], [9003, "Fallida"], [9005, "Pendiente"]]) {
      story(`the outcome «${outcome}», ${look}`, options, async ({ buyer, page, picture }) => {
        await buyer.pays(code, outcome);
        await looking({ page, picture })(`outcome-${code}`);
      });
    }
  }

  for (const without of [false, true]) {
    const title = without ? ", where style sheets cannot tell what the page is" : "";
    story(`the theme is the page's unless it says one, and the buyer's system's where it says so${title}`, {}, async ({ buyer, page }) => {
      if (without) {
        await page.addInitScript(() => {
          const { replaceSync } = CSSStyleSheet.prototype;
          CSSStyleSheet.prototype.replaceSync = function (text) {
            replaceSync.call(this, text.replaceAll("light-dark(", "no-dark("));
          };
        });
      }
      await buyer.goesToPay();
      const DARK = "rgb(19, 26, 37)";
      const LIGHT = "rgb(255, 255, 255)";
      const shown = (theme, scheme) =>
        page.locator("pse-checkout").evaluate((element, [theme, scheme]) => {
          document.querySelector("meta[name=color-scheme]")?.remove();
          document.documentElement.style.colorScheme = scheme;
          if (theme) element.setAttribute("theme", theme);
          else element.removeAttribute("theme");
          const { backgroundColor } = getComputedStyle(element.shadowRoot.querySelector(".form"));
          // What the browser itself draws is of the same scheme.
          const place = element.shadowRoot.querySelector(".form").appendChild(document.createElement("i"));
          place.style.backgroundColor = "Canvas";
          const isDark = getComputedStyle(place).backgroundColor !== "rgb(255, 255, 255)";
          place.remove();
          return [backgroundColor, isDark];
        }, [theme, scheme]).then(([colour, isDark]) => {
          assert.equal(isDark, colour === DARK, `${theme} on ${scheme}`);
          return colour;
        });
      for (const [colorScheme, systems] of [["light", LIGHT], ["dark", DARK]]) {
        await page.emulateMedia({ colorScheme });
        assert.equal(await shown("", "normal"), LIGHT, "a page that says nothing is light");
        assert.equal(await shown("", "light dark"), without ? LIGHT : systems);
        assert.equal(await shown("", "dark"), without ? LIGHT : DARK);
        assert.equal(await shown("", "light"), LIGHT);
        for (const scheme of ["normal", "light", "dark"]) {
          assert.equal(await shown("auto", scheme), systems);
          assert.equal(await shown("light", scheme), LIGHT);
          assert.equal(await shown("dark", scheme), DARK);
        }
      }
    });
  }
});
