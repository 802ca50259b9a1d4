// The widget beside Adyen Web's bank list and beside the same first screen written by hand, all cold, interleaved, on three
// lines; and how deep the requests of our own pages depend on one another. Started by `pse-bench`, which takes the lines that
// begin with «row» or «setting».
//
//   node tests/bench/browser/bench.mjs [--service http://127.0.0.1:8080] [rounds]

import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

import { behaviour } from "./behaviour.mjs";
import { depths } from "./depth.mjs";
import { setting, tell } from "./figures.mjs";
import { slowestInteraction } from "./interaction.mjs";
import { LINES, SIDES, tellLine } from "./lines.mjs";
import { assertSame } from "./same.mjs";
import { serve } from "./server.mjs";
import { visit } from "./visit.mjs";

const { values, positionals } = parseArgs({ options: { service: { type: "string" } }, allowPositionals: true });
const ROUNDS = Number(positionals[0] ?? 7);

/** Measures every side in each round, in turn: what each round gave, by the side. Each round begins with another side, and every
    second one goes the other way, so that none has always the same before it. The first warms the browser itself, and does not
    count. */
async function interleaved(sides, measure) {
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const first = round % sides.length;
    const turn = [...sides.slice(first), ...sides.slice(0, first)];
    const figures = {};
    for (const side of round % 2 ? turn : turn.reverse()) figures[side] = await measure(side);
    if (round > 0) rounds.push(figures);
  }
  return rounds;
}

/** Everything the widget loads as it travels: loader, module, styles and the heaviest language, brotli 11. */
function tellWeight(handWritten) {
  const manifest = JSON.parse(readFileSync(new URL("../../../dist/widget/manifest.json", import.meta.url), "utf8"));
  // Types are for who writes the page, and a page loads one of the two loaders.
  const files = Object.entries(manifest).filter(([name]) => !/\.d\.ts$|\.classic\.js$/.test(name));
  const weight = (chosen) => chosen.map(([, { brotli }]) => brotli);
  const isLanguage = ([name]) => name.endsWith(".txt");
  const language = Math.max(...weight(files.filter(isLanguage)));
  const sum = weight(files.filter((file) => !isLanguage(file))).reduce((sum, one) => sum + one, language);
  tell({ figure: "B10", what: "everything the widget loads, brotli 11", unit: "kb", value: [sum / 1000], sides: [["first screen by hand", "kb", [(handWritten + language) / 1000]]], target: ["at_most", 47] });
}

async function tellInteraction(browser, url) {
  const sides = { embedded_100: "ours", by_hand_100: "by hand" };
  const rounds = await interleaved(Object.keys(sides), (side) => slowestInteraction(browser, `${url}/${side}`));
  const [ours, hand] = Object.keys(sides).map((side) => rounds.map((round) => round[side]));
  tell({ figure: "B12", what: "slowest interaction (INP; 0: under 16), 100 banks, CPU ÷ 4", unit: "millis", value: ours, sides: [[sides.by_hand_100, "millis", hand]], target: ["at_most", 100] });
}

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
try {
  const { url } = server;
  setting(`widget: Chromium ${browser.version()}, ${ROUNDS} rounds, each side cold in a fresh context; load average ${loadavg()[0].toFixed(2)} before`);
  await assertSame(browser, url);
  tellWeight(server.handWritten);
  for (const line of LINES) tellLine(line, await interleaved(Object.keys(SIDES), (side) => visit(browser, `${url}/${side}`, line.throttled)));
  await tellInteraction(browser, url);
  if (values.service) await depths(browser, values.service);
  await behaviour(browser, url);
} finally {
  await browser.close();
  await server.close();
}
