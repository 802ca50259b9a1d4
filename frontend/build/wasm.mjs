// Makes the module smaller with binaryen's tools: without what the page cannot reach, optimised, in the order that
// travels best.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { namesOf } from "./names.mjs";
import { placed, WAYS } from "./order.mjs";
import { compressed } from "./output.mjs";

const TOOLS = fileURLToPath(new URL("../node_modules/.bin/", import.meta.url));

// What rustc turns on for wasm32; Chromium refuses the result of --all-features.
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "reference-types",
  "sign-ext",
  "mutable-globals",
  "nontrapping-float-to-int",
  "multivalue",
].map((feature) => `--enable-${feature}`);

const run = (tool, ...args) => execFileSync(join(TOOLS, tool), [...FEATURES, ...args], { stdio: ["ignore", "ignore", "inherit"] });

/** Keeps only what the given exports reach, and optimises it. */
export function pruned(from, to, exports, graph) {
  const roots = exports.map((name) => ({ name: `export ${name}`, export: name, root: true }));
  writeFileSync(graph, JSON.stringify(roots));
  run("wasm-metadce", "--graph-file", graph, from, "-g", "-o", to);
  const names = namesOf(readFileSync(to));
  const missing = exports.find((name) => !names.exports.includes(name));
  if (missing) throw new Error(`the glue calls ${missing}, which the module does not export`);
  return names;
}

/** Optimises for what travels: inlined less than wasm-opt would, which is larger but compresses better. The bytes. */
export function optimised(from, to) {
  const passes = ["--flatten", "--rereloop", "-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge", "-aimfs", "2", "-ocimfs", "20", "--low-memory-unused"];
  run("wasm-opt", ...passes, "--strip-debug", "--strip-producers", "--strip-target-features", from, "-o", to);
  return readFileSync(to);
}

/** The module with its functions in the order that travels best. */
export function ordered(bytes, work) {
  const imported = namesOf(bytes).imports.filter(({ isFunction }) => isFunction).length;
  // Which way is best nobody knows beforehand, nor from which order on; they differ by two hundred bytes.
  let best = { module: bytes, size: compressed(bytes).length };
  for (let before = Infinity; ; before = best.size) {
    for (const way of WAYS) {
      writeFileSync(work, placed(best.module, imported, way));
      run("wasm-opt", "--reorder-functions-by-name", "--strip-debug", work, "-o", work);
      const module = readFileSync(work);
      const size = compressed(module).length;
      if (size < best.size) best = { module, size };
    }
    if (best.module === bytes) throw new Error("no order of functions is better: wasm-opt does not reorder them");
    if (best.size === before) return best.module;
  }
}
