// Stories of buyers: each with a browser profile of its own, all of a file with one service and one browser.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { launch, profile, tellViolations, watch } from "./browser.mjs";
import { Buyer } from "./buyer.mjs";
import { PROJECT } from "./programs.mjs";
import { start } from "./service.mjs";

const OUTPUT = `${PROJECT}tests/output`;
/** How long a story may take, milliseconds: one that hangs fails by its name. */
const PATIENCE = 240_000;
/** How many stories are told at once. */
const AT_ONCE = 2;

/**
 * Tells stories about one service. `tell` gets `story(name, options, play)`: `play` is given the buyer, its page and
 * profile, the sandbox, the service, `picture(name)`, and the problems its consoles told; `options` are a browser
 * profile's, and `expected`: patterns of addresses that may answer with an error.
 */
export function stories(title, { settings, browser: browserOptions, atOnce = AT_ONCE } = {}, tell) {
  describe(title, { concurrency: atOnce }, () => {
    let service, browser;
    before(async () => {
      mkdirSync(OUTPUT, { recursive: true });
      [service, browser] = await Promise.all([start(settings), launch(browserOptions)]);
    });
    after(() => Promise.all([browser?.close(), service?.stop()]));
    tell((name, options, play) => test(name, { timeout: PATIENCE }, () => one(browser, service, name, options, play)));
  });
}

async function one(browser, service, name, { expected = [], ...options }, play) {
  const context = await profile(browser, options);
  try {
    const problems = watch(context, expected);
    if (options.javaScriptEnabled !== false) await tellViolations(context);
    const page = await context.newPage();
    const picture = (screen) => page.screenshot({ path: `${OUTPUT}/${screen}.png`, fullPage: true });
    const buyer = new Buyer(page, service);
    try {
      await play({ buyer, page, context, service, sandbox: service.sandbox, picture, problems });
    } catch (failure) {
      await picture(`failed: ${name}`).catch(() => {});
      failure.message += `\nat ${page.url()}\n${problems.join("\n")}`;
      throw failure;
    }
    assert.deepEqual(problems, [], "the console is not empty");
  } finally {
    // What a story still holds back must not keep its profile open.
    await context.unrouteAll({ behavior: "ignoreErrors" });
    await context.close();
  }
}
