// Pages that are open while the service behind them is replaced by another release: by the next one, and by the one before,
// when an upgrade is taken back. Their widget goes on with whatever answers.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { launch, profile, tellViolations, watch } from "./harness/browser.mjs";
import { Buyer } from "./harness/buyer.mjs";
import { PERSON } from "./harness/people.mjs";
import { backend, previousBackend } from "./harness/programs.mjs";
import { startReplaceable } from "./harness/replaced.mjs";

const PATIENCE = 240_000;
const previous = previousBackend();
const skip = previous ? false : "the previous release cannot be had here";

/** Buyers at one service, each with a browser profile of its own; nothing may go wrong in their consoles but what is expected. */
async function scene(program, play, expected = /^$/) {
  const [service, browser] = await Promise.all([startReplaceable(program), launch()]);
  const told = [];
  try {
    const comes = async () => {
      const context = await profile(browser);
      // While nobody listens, what a page asks for fails.
      told.push(watch(context, [/\/v1\/checkouts\//, /\/widget\//]));
      await tellViolations(context);
      return new Buyer(await context.newPage(), service);
    };
    await play({ comes, service });
    // Nobody listens while the service is replaced, whatever a page asks for at that moment.
    const isStrange = (problem) => !expected.test(problem) && !/net::ERR_CONNECTION_REFUSED$/.test(problem);
    assert.deepEqual(told.flat().filter(isStrange), [], "the console is not empty");
  } finally {
    await browser.close();
    await service.stop();
  }
}

/** Keeps the widget's other files from a page until they are let go: to the service, or to nowhere. */
async function holdsFiles({ page }) {
  const held = [];
  let decide = (route) => held.push(route);
  await page.route("**/widget/pse-checkout-*", (route) => decide(route));
  return async (decided) => {
    decide = decided;
    await Promise.all(held.map(decided));
  };
}

for (const [name, first, second] of [["the next release", previous, backend], ["the release before", backend, previous]]) {
  const program = (named) => (typeof named === "function" ? named() : named);
  describe(`open pages, whose service is replaced by ${name}`, { skip }, () => {
    test("go on, pay, and see the outcome", { timeout: PATIENCE }, () =>
      scene(program(first), async ({ comes, service }) => {
        const [filling, waiting, beginning, puzzled] = await Promise.all([comes(), comes(), comes(), comes()]);
        await filling.goesToPay();
        await filling.isA("Persona natural");
        await filling.choosesBank(9001);
        await waiting.page.clock.install();
        await waiting.pays(9004, "Pendiente");
        const letGo = await holdsFiles(beginning);
        await beginning.orders();

        // What its code does not know, it lets nobody pay.
        await puzzled.page.route(/\/v1\/checkouts\/chk_[a-z2-7]+$/, async (route) => {
          const answer = await route.fetch();
          await route.fulfill({ response: answer, json: { ...(await answer.json()), state: "reserved" } });
        });
        await puzzled.orders();
        await puzzled.button("Pagar con PSE").click();
        await puzzled.sees("Algo falló de nuestro lado.");
        assert.equal(await puzzled.page.getByRole("button", { name: /^Continuar/ }).count(), 0);
        assert.equal(await puzzled.field("Celular").count(), 0);

        await service.replace(program(second));

        // The form's code and words are the first one's, its answers the second one's.
        await filling.fillsInTheForm(9001);
        await filling.confirms(9001);
        await filling.walksToTheBankAndPresses("Pagar");
        await filling.seesOutcome("Aprobada");
        assert.equal((await filling.transactions()).length, 1);
        // The page's stream was cut, and nobody answered when it looked at once; it looks again, and nothing is loaded anew.
        const address = waiting.page.url();
        await service.sandbox.advance(61);
        await waiting.isPaid();
        await waiting.page.clock.fastForward(30_000);
        await waiting.seesOutcome("Aprobada");
        assert.equal(waiting.page.url(), address);
        // A page that has the first one's loader asks the next one for the first one's files. The one before has never had them where
        // the widget has changed since: that is the story below.
        if (second === backend) {
          await letGo((route) => route.continue());
          await beginning.button("Pagar con PSE").click();
          await beginning.heading("Pagar con PSE").waitFor();
        }
      }));
  });
}

describe("a page kept from a release that was taken back", { skip }, () => {
  test("asks in vain for its files, and its buyer pays on the service's own page", { timeout: PATIENCE }, () =>
    scene(backend(), async ({ comes, service }) => {
      const buyer = await comes();
      const letGo = await holdsFiles(buyer);
      await buyer.orders();
      await service.replace(previous);
      // Where the widget has changed, the one before has never had them.
      await letGo((route) => route.fulfill({ status: 404, contentType: "application/problem+json", body: '{"code":"not_found"}' }));
      await buyer.page.getByRole("link", { name: "Pagar con PSE" }).click();
      await buyer.paysOnTheServicesPage(PERSON);
      await buyer.isBack();
      await buyer.page.getByRole("link", { name: "Pagar con PSE" }).click();
      await buyer.seesOutcome("Aprobada");
      assert.equal((await buyer.transactions()).length, 1);
      // A browser says of what is not there that it is not what it should be.
    }, /integrity/));
});
