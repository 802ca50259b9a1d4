// Makes a trap of each panic: the loader answers a trap with a link to the backend's own page, and nobody reads what a
// panic would write. Without that all of `core::fmt` goes.
//
// Which functions are a panic's is known by their names, rustc's own, so the build is of one version of it
// (rustc-version), and a pattern that matches nothing fails.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

export const ENDS_IN_A_TRAP = [
  /^core(\[\w+\])?::panicking::/,
  /^core(\[\w+\])?::(option|result)::(unwrap|expect)_failed/,
  /^core(\[\w+\])?::(slice::index|str)::slice_\w*fail/,
  /^core(\[\w+\])?::cell::(lazy::)?panic_/,
  /^<alloc(\[\w+\])?::vec::Vec<_, _>>::remove::assert_failed/,
  /^std(\[\w+\])?::thread::local::panic_access_error/,
  /^hashbrown::raw::Fallibility::capacity_overflow/,
  /^wasm_bindgen::(throw_str|__wbindgen_throw|__rt::throw_null)/,
  /^std(\[\w+\])?::panicking::/,
  /^alloc(\[\w+\])?::(alloc::handle_alloc_error|raw_vec::(handle_error|capacity_overflow))/,
  /^__rustc(\[\w+\])?::(rust_begin_unwind|rust_panic|__rust_start_panic)/,
];
// These would only ever write the words of a panic,
export const WRITES_NOTHING = [/ as core(\[\w+\])?::fmt::\w+>::/, / as core(\[\w+\])?::panic::/];
// as long as nothing else writes: a call of one of these would. (`format!` calls the second.)
export const WRITES = [/ as core(\[\w+\])?::fmt::\w+>::fmt/, /^core(\[\w+\])?::fmt::write/];

const matches = (name, patterns) => patterns.some((pattern) => pattern.test(name));

/** Fails when a pattern matches none of the names: rustc, or a crate, no longer calls it so. */
export function assertAllMatch(patterns, names, file = "build/panics.mjs") {
  const pattern = patterns.find((pattern) => !names.some((name) => pattern.test(name)));
  if (pattern) throw new Error(`no function is called ${pattern}: mend or delete it in ${file}`);
}

/** The module's own functions: `{ref, name, results}`. */
export function functions(module) {
  const all = Array.from({ length: module.getNumFunctions() }, (_, index) => module.getFunctionByIndex(index));
  return all.map((ref) => ({ ref, ...binaryen.getFunctionInfo(ref) })).filter(({ module: imported }) => !imported);
}

/** Removes the words of panics. */
export function withoutPanicWords(from, to) {
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(readFileSync(from));
  const all = functions(module);
  assertAllMatch([...ENDS_IN_A_TRAP, ...WRITES_NOTHING, ...WRITES], all.map(({ name }) => name));
  for (const { ref, name, results } of all) {
    if (matches(name, ENDS_IN_A_TRAP)) {
      binaryen.Function(ref).body = module.unreachable();
    } else if (matches(name, WRITES_NOTHING)) {
      binaryen.Function(ref).body =
        results === binaryen.i32 ? module.i32.const(0) : results ? module.unreachable() : module.nop();
    }
  }
  writeFileSync(to, module.emitBinary());
  module.dispose();
}

/** The calls in a module's text: `[caller, callee]`. */
export function callsIn(text) {
  const calls = [];
  let caller = "";
  for (const line of text.split("\n")) {
    const [, name] = /^ \(func \$("[^"]+"|\S+)/.exec(line) ?? [];
    if (name) caller = name.replaceAll('"', "");
    const [, callee] = /^ *\(call \$("[^"]+"|\S+)/.exec(line) ?? [];
    if (callee) calls.push([caller, callee.replaceAll('"', "")]);
  }
  if (calls.length === 0 || !caller) throw new Error("binaryen no longer writes calls as it did: see build/panics.mjs");
  return calls;
}

/** Fails when something that is left writes with `fmt`: it would write nothing. */
export function assertNothingWrites(from) {
  const module = binaryen.readBinary(readFileSync(from));
  const text = module.emitText();
  module.dispose();
  const [caller] = callsIn(text).find(([, callee]) => matches(callee, WRITES)) ?? [];
  if (caller) throw new Error(`${caller} writes with fmt (format!, write!, to_string); use concat and words::digits`);
}
