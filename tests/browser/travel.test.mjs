// What pages make travel: how many round trips one after another, and how much there is to scroll.

import assert from "node:assert/strict";
import { after } from "node:test";

import { isAccessible } from "./harness/accessibility.mjs";
import { merchant } from "./harness/merchant.mjs";
import { stories } from "./harness/stories.mjs";

const shop = await merchant();
after(() => shop.close());

/** Makes a transaction that stays pending. */
async function pending(service) {
  const answer = await fetch(`${service.url}/v1/checkouts/${await shop.order()}/payments`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({
      bank_code: "9005",
      bank_interface: "person",
      payer: { email_address: "ana@example.co", mobile: "3004567890" },
    }),
  });
  assert.equal(answer.status, 201, await answer.text());
}

/** Loads a page, and gives the number of requests that led to each of its requests, by address; the page itself is 0. */
async function depths(page, address) {
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const found = new Map();
  const asker = ({ url, stack }) => url ?? stack?.callFrames.at(0)?.url ?? asker({ stack: stack?.parent ?? {} });
  network.on("Network.requestWillBeSent", ({ request, initiator }) => {
    // What a head or a Link header names is asked for by the page, as is what its parser finds.
    const by = initiator.type === "script" ? asker(initiator) : initiator.url;
    if (!found.has(request.url)) found.set(request.url, found.size === 0 ? 0 : (found.get(by) ?? 0) + 1);
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await network.detach();
  return found;
}

stories("what travels", {}, (story) => {
  story("the shop window and the payment page ask for nothing that something else must bring first", {}, async ({ page, service }) => {
    shop.uses(service.url);
    for (const address of [`${service.url}/`, `${service.url}/pay/${await shop.order()}`]) {
      const found = await depths(page, address);
      assert.ok(found.size > 2, `${address}: ${[...found.keys()]}`);
      const deep = [...found].filter(([, depth]) => depth > 1);
      assert.deepEqual(deep, [], address);
    }
  });

  story("the sandbox's start page is less than three screens long", {}, async ({ page, service, picture }) => {
    shop.uses(service.url);
    for (let made = 0; made < 5; made += 1) await pending(service);
    for (const [name, width, height] of [["narrow", 390, 844], ["wide", 1280, 800]]) {
      await page.setViewportSize({ width, height });
      await page.goto(service.sandbox.url);
      const length = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(length < 3 * height, `${name}: ${length / height} screens`);
      await page.getByText("Registrados en PSE").click();
      await page.getByText("Toda dirección").waitFor();
      await isAccessible(page, `start-${name}`);
      await picture(`sandbox-start-${name}`);
    }
  });
});
