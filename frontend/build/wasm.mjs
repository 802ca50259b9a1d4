// Makes the module that wasm-bindgen wrote as small as it can be: without the words of
// panics, without what the page cannot reach, optimised, with short names.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import binaryen from "binaryen";
import { namesOf } from "./names.mjs";
import { placed, WAYS } from "./order.mjs";
import { compressed } from "./output.mjs";

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
  /^core(\[\w+\])?::cell::(lazy::)?panic_/,
  /^core(\[\w+\])?::slice::copy_from_slice_impl::len_mismatch_fail/,
  /^<alloc(\[\w+\])?::vec::Vec<_, _>>::remove::assert_failed/,
  /^std(\[\w+\])?::thread::local::panic_access_error/,
  /^hashbrown::raw::Fallibility::capacity_overflow/,
  /^wasm_bindgen::(throw_str|__wbindgen_throw|__rt::throw_null)/,
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

/** Optimises for what travels: inlined less than wasm-opt would, which is larger but compresses better. The bytes. */
export function optimised(from, to) {
  const passes = ["--flatten", "--rereloop", "-Oz", "-Oz", "--converge", "-aimfs", "2", "-ocimfs", "20", "--low-memory-unused"];
  run("wasm-opt", ...passes, "--strip-debug", "--strip-producers", "--strip-target-features", from, "-o", to);
  return readFileSync(to);
}

/** The module with its functions in the order that travels best. */
export function ordered(bytes, work) {
  const imported = namesOf(bytes).imports.filter(({ isFunction }) => isFunction).length;
  // Which way is best nobody knows beforehand, nor from which order on; they differ by two hundred bytes.
  let best = { module: bytes, size: Infinity };
  for (let before = Infinity; ; before = best.size) {
    for (const way of WAYS) {
      writeFileSync(work, placed(best.module, imported, way));
      run("wasm-opt", "--reorder-functions-by-name", "--strip-debug", work, "-o", work);
      const module = readFileSync(work);
      const size = compressed(module).length;
      if (size < best.size) best = { module, size };
    }
    if (best.size === before) return best.module;
  }
}

// Where panics would have said they happened (paths of the machine that built it), and what.
const PATHS = /(\/rustc\/\w{40}\/library|\/[\w/.-]*\/registry\/src\/[\w.-]+|frontend\/src|shared\/src|\/rust\/deps)[\w\-./]*?\.rs/g;
const SENTENCES = [
  "called `Result::unwrap()` on an `Err` value",
  "called `Result::unwrap_throw()` on an `Err` value",
  "called `Option::unwrap()` on a `None` value",
  "called `Option::unwrap_throw()` on a `None` value",
  "attempted to take ownership of Rust value while it was borrowed",
  "null pointer passed to rust",
  "recursive use of an object detected which would lead to unsafe aliasing in rust",
  "closure invoked recursively or after being dropped",
  "FnOnce called more than once",
  "Attempted to initialize thread-local while it is being dropped",
  "cannot access a Thread Local Storage value during or after destruction: ",
  "Once instance has previously been poisoned",
  "LazyCell instance has previously been poisoned",
  "one-time initialization may not be performed recursively",
  "internal error: entered unreachable code: JsValue passed is not an Error type -- this is a bug",
  "internal error: entered unreachable code",
  "js_value passed has no string representation",
  "Executor::spawn called, but no global 'spawn' function is configured.",
  "Executor::spawn_local called, but no global 'spawn_local' function is configured.",
  "attempt to join into collection with len > usize::MAX",
  "destination and source slices have different lengths",
  "Tried to shrink to a larger capacity",
  "Hash table capacity overflow",
  "Arc counter overflow",
  "`async fn` resumed after completion",
  "attempt to divide by zero",
  "RefCell already mutably borrowed",
  "RefCell already borrowed",
  "finish: callbacks should be Some",
  "finish: result should be None",
  "copy_from_slice: source slice length (",
  ") does not match destination slice length (",
  "removal index (is ",
  ") should be < len (is ",
  ", not `Response` - this is a bug",
  "fetch returned ",
  "slice index starts at ",
  " but ends at ",
  "index out of bounds: the len is ",
  " but the index is ",
  "range start index ",
  "range end index ",
  " out of range for slice of length ",
  "assertion `left ",
  " right` failed",
  "capacity overflow",
  "mid > len",
  "index not found",
  "0123456789ABCDEF",
  Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0")).join(""),
];

/** Where the module's bytes lie in its memory: `{at, start, length}`, the first two in memory and in the file. */
function segments(bytes) {
  const module = binaryen.readBinary(bytes);
  const places = [];
  for (let id = 0, from = 0; id < module.getNumDataSegments(); id += 1) {
    const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(id));
    const start = bytes.indexOf(Buffer.from(data), from);
    if (start < 0) throw new Error("a data segment is not in the file as it is in memory");
    places.push({ at: offset, start, length: data.byteLength });
    from = start + data.byteLength;
  }
  module.dispose();
  return places;
}

/** Removes what only panics would have said from the module's data, and where: nothing is left that says it. */
export function withoutPanicData(bytes) {
  const text = bytes.toString("latin1");
  const paths = [...text.matchAll(PATHS)].map(({ 0: path, index }) => [index, path.length]);
  const said = [...paths];
  for (const sentence of SENTENCES) {
    for (let at = text.indexOf(sentence); at >= 0; at = text.indexOf(sentence, at + 1)) said.push([at, sentence.length]);
  }
  const places = segments(bytes);
  const inMemory = (index) => {
    const { at, start } = places.find(({ start, length }) => start <= index && index < start + length);
    return at + index - start;
  };
  // A `core::panic::Location`: the path's address and length, a line, a column.
  const known = new Set(paths.map(([index, length]) => `${inMemory(index)} ${length}`));
  for (const { at, start, length } of places) {
    for (let offset = (4 - (at % 4)) % 4; offset + 16 <= length; offset += 4) {
      const index = start + offset;
      if (known.has(`${bytes.readUInt32LE(index)} ${bytes.readUInt32LE(index + 4)}`)) said.push([index, 16]);
    }
  }
  for (const [at, length] of said) bytes.fill(0, at, at + length);
  return bytes;
}
