// What others' crates bring for uses and browsers that are not ours, and that only a person can tell: cut off here, so that
// what it alone needs goes too.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { assertAllMatch, callsIn, functions } from "./panics.mjs";

// Where wasm-bindgen keeps JavaScript's `undefined`.
const UNDEFINED = 1024;

/** Functions by rustc's names for them, and what each answers whoever asks; those with no answer are never called. */
export const ANSWERS = [
  // Whether there is queueMicrotask, of which the crate asks the global object: every browser since 2019 has it.
  [/^js_sys::global::get_global_object::h/, UNDEFINED],
  [/^js_sys::futures::queue::Global::hasQueueMicrotask::__wbg_\w+::h/, UNDEFINED],
  [/^wasm_bindgen::__wbindgen_is_function::h/, 1],
  [/^js_sys::Promise<T,E>::then_map::h/],
  // Tasks that wait in the middle of a call (JSPI): no function of ours is called so.
  [/^js_sys::futures::jspi::(SpawnedTask|spawn_promising|task_waker)::/],
];

/** Fails when somebody else calls one of them, whom the answer may not suit: `calls` are `[caller, callee]`. */
export function assertAskedBy(crate, calls) {
  const isAnswered = (name) => ANSWERS.some(([pattern, answer]) => answer !== undefined && pattern.test(name));
  const [caller, callee] = calls.find(([caller, callee]) => isAnswered(callee) && !caller.startsWith(crate)) ?? [];
  if (caller) throw new Error(`${caller} calls ${callee}, whose answer is written for ${crate} alone: see build/unused.mjs`);
}

/** Gives them their answers. */
export function withoutUnused(from, to) {
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(readFileSync(from));
  const all = functions(module);
  assertAskedBy("js_sys::", callsIn(module.emitText()));
  assertAllMatch(ANSWERS.map(([pattern]) => pattern), all.map(({ name }) => name), "build/unused.mjs");
  for (const { ref, name } of all) {
    const found = ANSWERS.find(([pattern]) => pattern.test(name));
    if (!found) continue;
    const [, answer] = found;
    binaryen.Function(ref).body = answer === undefined ? module.unreachable() : module.i32.const(answer);
  }
  writeFileSync(to, module.emitBinary());
  module.dispose();
}
