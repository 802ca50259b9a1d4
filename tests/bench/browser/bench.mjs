// `make bench`: the widget beside Adyen Web's bank list, both cold, interleaved, on a quick line and on a slow phone.
//
//   node tests/bench/browser/bench.mjs [rounds]

import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { chromium } from "playwright-core";

import { behaviour } from "./behaviour.mjs";
import { median, row, shown, verdict } from "./figures.mjs";
import { serve } from "./server.mjs";

const ROUNDS = Number(process.argv[2] ?? 11);
const PROBE = readFileSync(new URL("probe.js", import.meta.url), "utf8");
const LINES = [
  ["no throttling", undefined],
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

function tell(name, runs) {
  const of = (side, key) => runs.map((round) => round[side][key]);
  const ratio = (key) => runs.map(({ ours, adyen }) => ours[key] / adyen[key]);
  const slow = name !== LINES[0][0];
  console.log(`\n${name}, ${runs.length} rounds: median (10–90 %)`);
  row("", "pse-checkout", "Adyen Web");
  row("bytes on the wire", shown(of("ours", "bytes")), shown(of("adyen", "bytes")), `ratio ${shown(ratio("bytes"), 2)}, target <= 0.75: ${verdict(median(ratio("bytes")) <= 0.75)}`);
  row("list usable, ms", shown(of("ours", "usable")), shown(of("adyen", "usable")), `ratio ${shown(ratio("usable"), 2)}, target <= 0.70: ${verdict(median(ratio("usable")) <= 0.7)}`);
  row("button there, ms", shown(of("ours", "button")), "-");
  row("longest task, ms (0: under 50)", shown(of("ours", "longest")), shown(of("adyen", "longest")), slow ? `target <= 50: ${verdict(median(of("ours", "longest")) <= 50)}` : "");
  row("slowest key, ms (0: under 16)", shown(of("ours", "interaction")), shown(of("adyen", "interaction")), slow ? `target <= 100: ${verdict(median(of("ours", "interaction")) <= 100)}` : "");
  row("layout shift before a press", shown(of("ours", "shift"), 3), shown(of("adyen", "shift"), 3), `target 0: ${verdict(median(of("ours", "shift")) === 0)}`);
  row("memory, KB (heap and wasm)", shown(of("ours", "memory").map((b) => b / 1000)), shown(of("adyen", "memory").map((b) => b / 1000)));
}

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  console.log(`load average ${loadavg()[0].toFixed(2)} before`);
  for (const [name, line] of LINES) {
    const runs = [];
    // The first round warms the browser itself, and does not count.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const figures = {};
      for (const side of round % 2 ? SIDES : [...SIDES].reverse()) figures[side] = await once(browser, `${server.url}/${side}`, line);
      if (round > 0) runs.push(figures);
    }
    tell(name, runs);
  }
  await behaviour(browser, server.url);
} finally {
  await browser.close();
  await server.close();
}
