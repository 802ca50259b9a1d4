// Makes dist/widget from what wasm-bindgen wrote:
//   node frontend/build/widget.mjs <wasm-bindgen's folder> <folder to write> [--dev]
// Called by scripts/build-widget.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertAllNamed, bundled, calledBy, glue, lean, styles } from "./bundle.mjs";
import { assertDefined, definitions } from "./loader.mjs";
import { namesOf, renamed } from "./names.mjs";
import { Output } from "./output.mjs";
import { withoutPanicData } from "./panic_data.mjs";
import { assertNothingWrites, withoutPanicWords } from "./panics.mjs";
import { optimised, ordered, pruned } from "./wasm.mjs";
import { languages } from "./words.mjs";

const [work, target, flag] = process.argv.slice(2);
const dev = flag === "--dev";
const here = fileURLToPath(new URL("..", import.meta.url));
const path = (name) => join(work, name);
const read = (name) => readFileSync(join(here, name), "utf8");

// The style sheets, in the order of their cascade: of what the loader paints at once, and of what comes with the module.
const BUTTON_STYLES = ["tokens", "button"];
const MODULE_STYLES = ["colours", "form", "picker", "outcome", "print"];
assertAllNamed([...BUTTON_STYLES, ...MODULE_STYLES], readdirSync(join(here, "styles")));
const sheets = (names) => styles(names.map((name) => read(`styles/${name}.css`)));

// What the loader calls; everything else in the module is there for these.
const ENTRY = "mount";
const START = "__wbindgen_start";

async function module() {
  const original = readFileSync(path("widget_bg.js"), "utf8");
  let names = namesOf(readFileSync(path("widget_bg.wasm")));
  const keep = (entry) => entry.name;
  const css = await sheets(MODULE_STYLES);
  if (dev) {
    const same = (name) => name;
    // In the wasm every import gets one module's name; its own stay.
    const wasm = renamed(readFileSync(path("widget_bg.wasm")), keep, same);
    const code = await glue({ folder: work, names, importName: keep, exportName: same, entry: ENTRY, css });
    return { wasm, code };
  }
  const needed = lean(original);
  writeFileSync(path("widget_bg.js"), needed);
  withoutPanicWords(path("widget_bg.wasm"), path("1.wasm"));
  // Glue and module keep each other's parts alive: what one does not call goes from the other.
  let exports = [];
  let from = path("1.wasm");
  for (let round = 2; ; round += 1) {
    const plain = await glue({
      folder: work, names, importName: keep, exportName: (name) => name, entry: ENTRY, css, minify: false,
    });
    const called = [...calledBy(plain), START].sort();
    if (called.join() === exports.join()) break;
    exports = called;
    names = pruned(from, path(`${round}.wasm`), exports, path("graph.json"));
    from = path(`${round}.wasm`);
  }
  assertNothingWrites(from);
  const bytes = withoutPanicData(optimised(from, path("optimised.wasm")));
  names = namesOf(bytes);
  const short = (list) => new Map(list.map((name, place) => [name, place.toString(36).padStart(2, "_")]));
  const key = ({ module, name }) => `${module} ${name}`;
  const imports = short(names.imports.map(key));
  const exported = short(names.exports);
  const importName = (entry) => `i${imports.get(key(entry))}`;
  const exportName = (name) => `e${exported.get(name)}`;
  writeFileSync(path("widget_bg.js"), needed.replace(/\bwasm\.(\w+)/g, (all, name) => (exported.has(name) ? `wasm.${exportName(name)}` : all)));
  const code = await glue({ folder: work, names, importName, exportName, entry: ENTRY, css });
  writeFileSync(path("widget_bg.js"), original);
  return { wasm: ordered(renamed(bytes, importName, exportName), path("ordered.wasm")), code };
}

const output = new Output(target, dev);
const { wasm, code } = await module();
const hashes = { js: output.hashed("js", code), wasm: output.hashed("wasm", wasm) };
for (const { code, lines } of languages(path("words"))) hashes[`${code}.txt`] = output.hashed(`${code}.txt`, lines);
const define = definitions(JSON.parse(readFileSync(path("words/loader.json"), "utf8")), {
  HASHES: hashes,
  BUTTON_CSS: await sheets(BUTTON_STYLES),
});
// A module, and the same for classic scripts: neither can be the other, as only a module may ask where it came from.
for (const [name, entry, format] of [["pse-checkout.js", "index", "esm"], ["pse-checkout.classic.js", "classic", "iife"]]) {
  const loader = await bundled({ entryPoints: [join(here, `loader/${entry}.js`)], define, format });
  assertDefined(loader);
  output.stable(name, loader);
}
output.stable("pse-checkout.d.ts", read("types/pse-checkout.d.ts"));
output.write();
