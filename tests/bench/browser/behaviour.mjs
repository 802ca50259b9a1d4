// What each list does beyond being quick: search, keys, axe, and what a strict policy refuses.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { row } from "./figures.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function opened(browser, url, side) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.refused = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective }) => refused.push(violatedDirective));
  });
  await page.goto(`${url}/${side}`);
  if (side === "ours") await page.getByRole("button", { name: "Pagar con PSE" }).click();
  const field = page.getByRole("combobox").first();
  await field.waitFor();
  return { context, page, field };
}

async function searches(browser, url, side, typed) {
  const { context, page, field } = await opened(browser, url, side);
  await field.click();
  await field.fill(typed);
  const options = page.locator('[role="option"]');
  // The list is there unsearched, too: what counts is what is left of it.
  const left = (names) => names.length === 1 && names[0].includes("BANCO DE BOGOTÁ");
  let names = [];
  for (const until = Date.now() + 1_000; Date.now() < until && !left(names); ) names = await options.allTextContents();
  await context.close();
  return left(names) ? "found, alone" : names.some((name) => left([name])) ? `among ${names.length}` : "not found";
}

async function byKeys(browser, url, side) {
  const { context, page, field } = await opened(browser, url, side);
  await field.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("DAVIPLATA");
  await page.getByRole("option", { name: "DAVIPLATA" }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const text = await page.evaluate(() => {
    const root = document.querySelector("pse-checkout")?.shadowRoot ?? document.querySelector("#place");
    return `${root.querySelector('[role="combobox"]').value} ${root.textContent}`;
  });
  await context.close();
  return /^DAVIPLATA|DAVIPLATA$/m.test(text.trim()) || text.includes("DAVIPLATA") ? "chosen" : "not chosen";
}

async function axe(browser, url, side) {
  const { context, page, field } = await opened(browser, url, side);
  await field.click();
  await page.getByRole("option").first().waitFor();
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (values) => {
    const found = await globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return found.violations.map(({ id, nodes }) => `${id} × ${nodes.length}`);
  }, RULES);
  const refused = await page.evaluate(() => [...new Set(refused)]);
  await context.close();
  return { violations: violations.join(", ") || "none", refused: refused.join(", ") || "none" };
}

/** Prints how both behave. */
export async function behaviour(browser, url) {
  console.log("\nbehaviour");
  row("", "pse-checkout", "Adyen Web");
  for (const typed of ["Bogota", "bogotá", "banco bogota"]) {
    row(`«${typed}» finds BANCO DE BOGOTÁ`, await searches(browser, url, "ours", typed), await searches(browser, url, "adyen", typed));
  }
  row("a bank by keyboard alone", await byKeys(browser, url, "ours"), await byKeys(browser, url, "adyen"));
  const [ours, theirs] = [await axe(browser, url, "ours"), await axe(browser, url, "adyen")];
  row("axe, open list (WCAG 2.2 AA)", ours.violations, theirs.violations);
  row("refused by a strict policy", ours.refused, theirs.refused);
}
