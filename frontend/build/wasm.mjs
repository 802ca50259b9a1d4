// Makes the module that wasm-bindgen wrote as small as it can be: without the words of
// panics, without what the page cannot reach, optimised, with short names.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import binaryen from "binaryen";
import { namesOf } from "./names.mjs";

const TOOLS = new URL("../node_modules/.bin/", import.meta.url).pathname;

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

// A panic of the widget ends in a trap, which its loader answers with a link to the
// backend's own page; nobody reads the words. Without them all of `core::fmt` goes.
const ENDS_IN_A_TRAP = [
  /^core(\[\w+\])?::panicking::/,
  /^core(\[\w+\])?::(option|result)::(unwrap|expect)_failed/,
  /^core(\[\w+\])?::(slice::index|str)::slice_\w*fail/,
  /^core(\[\w+\])?::cell::panic_/,
  /^std(\[\w+\])?::panicking::/,
  /^alloc(\[\w+\])?::(alloc::handle_alloc_error|raw_vec::(handle_error|capacity_overflow))/,
  /^__rustc(\[\w+\])?::(rust_begin_unwind|rust_panic|__rust_start_panic)/,
];
// These would only ever write the words of a panic,
const WRITES_NOTHING = [/ as core(\[\w+\])?::fmt::\w+>::/, / as core(\[\w+\])?::panic::/];
// as long as nothing else writes: a call of one of these would.
const WRITES = [/ as core(\[\w+\])?::fmt::\w+>::fmt/, /^core(\[\w+\])?::fmt::write/, /^alloc(\[\w+\])?::fmt::format/];

const matches = (name, patterns) => patterns.some((pattern) => pattern.test(name));

/** The module's own functions, by name. */
function* functions(module) {
  for (let index = 0; index < module.getNumFunctions(); index += 1) {
    const ref = module.getFunctionByIndex(index);
    const { name, module: imported, results } = binaryen.getFunctionInfo(ref);
    if (!imported) yield { ref, name, results };
  }
}

/** Removes the words of panics. */
export function withoutPanicWords(from, to) {
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(readFileSync(from));
  let removed = 0;
  for (const { ref, name, results } of functions(module)) {
    if (matches(name, ENDS_IN_A_TRAP)) {
      binaryen.Function(ref).body = module.unreachable();
    } else if (matches(name, WRITES_NOTHING)) {
      binaryen.Function(ref).body =
        results === binaryen.i32 ? module.i32.const(0) : results ? module.unreachable() : module.nop();
    } else continue;
    removed += 1;
  }
  if (removed < 20) throw new Error("the names of Rust's panics have changed: see build/wasm.mjs");
  writeFileSync(to, module.emitBinary());
  module.dispose();
}

/** Keeps only what the given exports reach, and optimises it. */
export function pruned(from, to, exports, graph) {
  const roots = exports.map((name) => ({ name: `export ${name}`, export: name, root: true }));
  writeFileSync(graph, JSON.stringify(roots));
  run("wasm-metadce", "--graph-file", graph, from, "-g", "-o", to);
  return namesOf(readFileSync(to));
}

/** Fails when something that is left writes with `fmt`: it would write nothing. */
export function assertNothingWrites(from) {
  const module = binaryen.readBinary(readFileSync(from));
  const text = module.emitText();
  module.dispose();
  let caller = "";
  for (const line of text.split("\n")) {
    const [, name] = /^ \(func \$("[^"]+"|\S+)/.exec(line) ?? [];
    if (name) caller = name.replaceAll('"', "");
    const [, callee] = /^ *\(call \$("[^"]+"|\S+)/.exec(line) ?? [];
    if (callee && matches(callee.replaceAll('"', ""), WRITES)) {
      throw new Error(`${caller} writes with fmt (format!, write!, to_string); use concat and words::digits`);
    }
  }
}

/** Optimises for what travels: inlined less than wasm-opt would, which is larger but compresses better. */
export function optimised(from, to) {
  const passes = ["--flatten", "--rereloop", "-Oz", "-Oz", "-aimfs", "4", "-ocimfs", "60", "--low-memory-unused"];
  run("wasm-opt", ...passes, "--strip-debug", "--strip-producers", "--strip-target-features", from, "-o", to);
}

/** Where panics would have said they happened: paths of the machine that built it. */
export function withoutSourcePaths(bytes) {
  const paths = /(\/rustc\/\w{40}\/library|\/[\w/.-]*\/registry\/src\/[\w.-]+|frontend\/src|shared\/src|\/rust\/deps)[\w\-./]*?\.rs/g;
  for (const { 0: path, index } of bytes.toString("latin1").matchAll(paths)) {
    bytes.fill(0, index, index + path.length);
  }
  return bytes;
}
