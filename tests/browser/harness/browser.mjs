// A real Chromium, and pages in it that are watched: nothing may go wrong in their consoles.

import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"];
// Two stories and their builds may share a slow machine: long enough that only what never comes is missed.
const PATIENCE = 30_000;

/** Launches the browser; `keepsPages` lets it keep pages in memory when they are left, as browsers do. */
export function launch({ keepsPages = false } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
    ignoreDefaultArgs: keepsPages ? ["--disable-back-forward-cache"] : [],
  });
}

/** A buyer's own browser profile: a phone or a desk, in Colombia, in Spanish. */
export async function profile(browser, options = {}) {
  const context = await browser.newContext({
    locale: "es-CO",
    timezoneId: "America/Bogota",
    viewport: { width: 1100, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/**
 * What went wrong in a profile's pages; filled as it happens. `expected` matches addresses that may answer with an
 * error.
 */
export function watch(context, expected) {
  const problems = [];
  const isExpected = (address) => expected.some((pattern) => pattern.test(address));
  context.on("page", (page) => {
    page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.stack}`));
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      const { url } = message.location();
      if (message.text().startsWith("Failed to load resource") && isExpected(url)) return;
      problems.push(`${url}: ${message.type()}: ${message.text()}`);
    });
  });
  return problems;
}

/** Has every page tell what its Content-Security-Policy refused. */
export function tellViolations(context) {
  return context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
      console.error(`CSP: ${violatedDirective} refused ${blockedURI} in ${sourceFile}`);
    });
  });
}
