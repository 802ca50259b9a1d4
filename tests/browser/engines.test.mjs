// Not only Chromium: one whole payment in Firefox and one in WebKit, in a page of another origin under the documented policy.

import { after, before, describe, test } from "node:test";

import { firefox, webkit } from "./harness/engines.mjs";
import { merchant } from "./harness/merchant.mjs";
import { BANKS } from "./harness/people.mjs";
import { policy } from "./harness/policy.mjs";
import { start } from "./harness/service.mjs";

describe("another browser", { concurrency: 2 }, () => {
  let shop, service;
  before(async () => {
    shop = await merchant({ csp: policy });
    service = await start({ PSE__SITES__DEMO__ALLOWED_ORIGINS: shop.origin });
    shop.uses(service.url);
  });
  after(() => Promise.all([shop?.close(), service?.stop()]));

  for (const [name, open] of Object.entries({ Firefox: firefox, WebKit: webkit })) {
    test(`a buyer pays in ${name}, and sees how it ended`, { timeout: 120_000 }, async () => {
      const browser = await open();
      try {
        await browser.go(await shop.sells());
        await browser.press("Pagar con PSE");
        await browser.isOn("Pagar con PSE");
        await browser.press("Persona natural");
        await browser.fill("Banco", BANKS[9001]);
        await browser.press(BANKS[9001]);
        await browser.fill("Correo electrónico", "ana@example.co");
        await browser.fill("Celular", "3004567890");
        await browser.press(`Continuar a ${BANKS[9001]}`);
        await browser.press("Ir al Banco");
        await browser.press("Pagar");
        await browser.sees("Aprobada");
      } finally {
        await browser.quit();
      }
    });
  }
});
