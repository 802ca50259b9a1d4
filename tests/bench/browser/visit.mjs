// One cold visit of one side on one line: how long until the list of banks is usable, and what else the browser tells of it.

import { readFileSync } from "node:fs";

const PROBE = readFileSync(new URL("probe.js", import.meta.url), "utf8");

/** The figures of a page; `line` throttles network and processor. */
export async function visit(browser, url, line) {
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
