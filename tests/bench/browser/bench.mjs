// The widget beside Adyen Web's bank list, both cold, interleaved, on three lines; and how deep the requests of our own
// pages depend on one another. Started by `pse-bench`, which takes the lines that begin with «row» or «setting».
//
//   node tests/bench/browser/bench.mjs --service http://127.0.0.1:8080 [rounds]

import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

import { behaviour } from "./behaviour.mjs";
import { depths } from "./depth.mjs";
import { setting, tell } from "./figures.mjs";
import { serve } from "./server.mjs";

const { values, positionals } = parseArgs({ options: { service: { type: "string" } }, allowPositionals: true });
const ROUNDS = Number(positionals[0] ?? 11);
const PROBE = readFileSync(new URL("probe.js", import.meta.url), "utf8");
const LINES = [
  ["no throttling", undefined],
  ["9 Mbit/s, 100 ms, CPU ÷ 4", { latency: 100, downloadThroughput: 1_125_000, uploadThroughput: 500_000, cpu: 4 }],
  ["1.6 Mbit/s, 150 ms, CPU ÷ 4", { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750, cpu: 4 }],
];
const SIDES = ["ours", "adyen"];

async function once(browser, url, line) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(PROBE);
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Performance.enable");
    if (line) {
      const { cpu, ...network } = line;
      await cdp.send("Network.emulateNetworkConditions", { offline: false, ...network });
      await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
    }
    let bytes = 0;
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.figures.usable, undefined, { timeout: 60_000 });
    await page.locator('[role="combobox"]').first().focus();
    await page.keyboard.type("banco");
    for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    // What the browser knows of the last key it tells after the next frame.
    await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(told)))));
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await page.waitForLoadState("networkidle");
    const figures = await page.evaluate(() => ({ ...figures, wasm: figures.wasm?.buffer.byteLength ?? 0 }));
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
    return { ...figures, bytes, memory: heap + figures.wasm };
  } finally {
    await context.close();
  }
}

/** Tells what the rounds on a line gave. Tasks and keys were promised for the slow lines alone. */
function tellLine(name, runs) {
  const of = (side, key) => runs.map((round) => round[side][key]);
  const ratio = (key) => runs.map(({ ours, adyen }) => ours[key] / adyen[key]);
  const throttled = name !== LINES[0][0];
  const both = (key, unit, by = 1) => SIDES.map((side) => [side === "ours" ? "ours" : "Adyen Web", unit, of(side, key).map((one) => one / by)]);
  tell({ figure: "B11", what: `bank list usable ÷ Adyen Web's, ${name}`, unit: "times", value: ratio("usable"), sides: both("usable", "millis"), target: ["at_most", 0.7] });
  if (!throttled) {
    tell({ figure: "B10", what: "bytes on the wire ÷ Adyen Web's", unit: "times", value: ratio("bytes"), sides: both("bytes", "kb", 1000), target: ["at_most", 0.75] });
    return;
  }
  const [ours, adyen] = [of("ours", "longest"), of("adyen", "longest")];
  tell({ figure: "B12", what: `longest task (0: under 50), ${name}`, unit: "millis", value: ours, sides: [["Adyen Web", "millis", adyen]], target: ["at_most", 50] });
  tell({ figure: "B12", what: `slowest key to frame (0: under 16), ${name}`, unit: "millis", value: of("ours", "interaction"), sides: [["Adyen Web", "millis", of("adyen", "interaction")]], target: ["at_most", 100] });
  tell({ figure: "B12", what: `layout shift before a press, ${name}`, unit: "count", value: of("ours", "shift"), sides: [["Adyen Web", "count", of("adyen", "shift")]], target: ["at_most", 0] });
  tell({ figure: "B12", what: `button there, ${name}`, unit: "millis", value: of("ours", "button") });
  tell({ figure: "B12", what: `memory, heap and wasm, ${name}`, unit: "kb", value: of("ours", "memory").map((b) => b / 1000), sides: [["Adyen Web", "kb", of("adyen", "memory").map((b) => b / 1000)]] });
}

/** Everything the widget loads as it travels: loader, module, styles and the heaviest language, brotli 11. */
function tellWeight() {
  const manifest = JSON.parse(readFileSync(new URL("../../../dist/widget/manifest.json", import.meta.url), "utf8"));
  const files = Object.entries(manifest).filter(([name]) => !name.endsWith(".d.ts"));
  const weight = (chosen) => chosen.map(([, { brotli }]) => brotli);
  const isLanguage = ([name]) => name.endsWith(".txt");
  const bytes = [...weight(files.filter((file) => !isLanguage(file))), Math.max(...weight(files.filter(isLanguage)))];
  tell({ figure: "B10", what: "everything the widget loads, brotli 11", unit: "kb", value: [bytes.reduce((sum, one) => sum + one, 0) / 1000], target: ["at_most", 45] });
}

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  setting(`widget: Chromium ${browser.version()}, ${ROUNDS} rounds, each side cold in a fresh context; load average ${loadavg()[0].toFixed(2)} before`);
  tellWeight();
  for (const [name, line] of LINES) {
    const runs = [];
    // The first round warms the browser itself, and does not count.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const figures = {};
      for (const side of round % 2 ? SIDES : [...SIDES].reverse()) figures[side] = await once(browser, `${server.url}/${side}`, line);
      if (round > 0) runs.push(figures);
    }
    tellLine(name, runs);
  }
  if (values.service) await depths(browser, values.service);
  await behaviour(browser, server.url);
} finally {
  await browser.close();
  await server.close();
}
