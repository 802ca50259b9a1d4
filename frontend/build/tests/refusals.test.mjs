// What the widget's build rests on (names that rustc, wasm-bindgen, binaryen and esbuild give) may change with their
// versions: each time it fails and says what is missing.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import binaryen from "binaryen";
import { assertAllNamed, bundled, calledBy, lean, styles, taken } from "../bundle.mjs";
import { panicTexts } from "../panic_data.mjs";
import { assertAllMatch, callsIn } from "../panics.mjs";
import { assertAskedBy } from "../unused.mjs";
import { ordered, pruned } from "../wasm.mjs";
import { languages } from "../words.mjs";

const folder = mkdtempSync(join(tmpdir(), "pse-refusals-"));
after(() => rmSync(folder, { recursive: true }));
const path = (name) => join(folder, name);

/** A module of one function, exported as `f`. */
function module() {
  const made = binaryen.parseText('(module (func $f (result i32) (i32.const 7)) (export "f" (func $f)))');
  const bytes = Buffer.from(made.emitBinary());
  made.dispose();
  return bytes;
}

test("a part of wasm-bindgen's code that is no longer there is named", () => {
  assert.throws(() => lean("export function mount() {}"), /nothing matches .*FinalizationRegistry/);
});

test("a function that the module imports is taken out of wasm-bindgen's code, and named where it is not there", () => {
  const code = `export function plain(arg0) {
    return arg0;
}
export function catching() { return handleError(function (arg0) {
    return arg0();
}, arguments); }
export function mount(place) {
    return place;
}`;
  const imports = ["plain", "catching"].map((name) => ({ module: "./widget_bg.js", name }));
  const { rest, functions } = taken(code, { imports });
  assert.equal(functions.get("plain"), "(arg0) => {\n    return arg0;\n}");
  assert.equal(functions.get("catching"), "(...given) => handleError((arg0) => {\n    return arg0();\n}, given)");
  assert.equal(rest.trim(), "function mount(place) {\n    return place;\n}");
  const other = [{ module: "./widget_bg.js", name: "other" }];
  assert.throws(() => taken(code, { imports: other }), /no function other/);
});

test("code that calls nothing of the module is refused", () => {
  assert.deepEqual(calledBy("wasm.mount(1); wasm.free(2); wasm.mount(3)"), ["mount", "free"]);
  assert.throws(() => calledBy("exports.mount(1)"), /no longer calls wasm/);
});

test("a style sheet that is in no list is named", () => {
  assertAllNamed(["form"], ["form.css", "README.md"]);
  assert.throws(() => assertAllNamed(["form"], ["form.css", "tabs.css"]), /^Error: tabs\.css: no list/);
});

test("a property that is to be shortened and is not there is named", async () => {
  const stdin = { contents: "export const free = (one) => one.__wbg_ptr.length" };
  assert.doesNotMatch(await bundled({ stdin, internal: ["__wbg_ptr"] }), /__wbg_ptr/);
  await assert.rejects(bundled({ stdin, internal: ["__wbg_ptr", "__wrap"] }), /no longer writes __wrap/);
});

test("style sheets without properties of their own are refused", async () => {
  assert.equal(await styles(["p { --_space: 1px, 2px; margin: var(--_space) }"]), "p{--_p0:1px,2px;margin:var(--_p0)}");
  await assert.rejects(styles(["p { margin: 0 }"]), /nothing matches/);
});

test("a panic's function that has another name is named", () => {
  const names = ["core[1a2b]::panicking::panic", "core[1a2b]::option::unwrap_failed"];
  assertAllMatch([/^core(\[\w+\])?::panicking::/], names);
  assert.throws(() => assertAllMatch([/^core(\[\w+\])?::panicking::/, /^core::fmt::write/], names), /core::fmt::write/);
});

test("a function whose answer is written for one crate, and that another calls, is named", () => {
  const asked = "wasm_bindgen::__wbindgen_is_function::h9e30ba1bd461bda2";
  assertAskedBy("js_sys::", [["js_sys::futures::queue::Queue::new::h06", asked], ["pse_frontend::mount::h1", "mount"]]);
  assert.throws(() => assertAskedBy("js_sys::", [["pse_frontend::mount::h1", asked]]), /mount::h1 calls wasm_bindgen::/);
});

test("a module whose calls cannot be read is refused", () => {
  const text = ' (func $"a::b" (param i32)\n  (call $c\n   (local.get 0)\n  )\n )';
  assert.deepEqual(callsIn(text), [["a::b", "c"]]);
  assert.throws(() => callsIn(text.replaceAll("call", "invoke")), /no longer writes calls/);
});

const FILE = "frontend/src/mount.rs";

test("a sentence that no panic says is named", () => {
  const texts = panicTexts(`${FILE} RefCell already borrowed`, ["RefCell already borrowed"]);
  assert.deepEqual(texts.map(({ start, length }) => [start, length]), [[0, FILE.length], [FILE.length + 1, 24]]);
  assert.throws(() => panicTexts(FILE, ["RefCell already borrowed"]), /no panic says «RefCell already borrowed»/);
});

test("data in which no panic names its file is refused", () => {
  assert.throws(() => panicTexts("RefCell already borrowed", ["RefCell already borrowed"]), /no panic names a file/);
});

test("an export that the glue calls and the module does not have is named", () => {
  writeFileSync(path("in.wasm"), module());
  const kept = (exports) => pruned(path("in.wasm"), path("out.wasm"), exports, path("graph.json")).exports;
  assert.deepEqual(kept(["f"]), ["f"]);
  assert.throws(() => kept(["f", "g"]), /the glue calls g/);
});

test("functions that no order makes smaller are refused, as they were not reordered", () => {
  assert.throws(() => ordered(module(), path("ordered.wasm")), /no order of functions is better/);
});

test("a build without words is refused", () => {
  assert.throws(() => languages(folder), /pse-words has not run/);
});
