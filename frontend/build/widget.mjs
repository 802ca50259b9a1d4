// Makes dist/widget from what wasm-bindgen wrote:
//   node frontend/build/widget.mjs <wasm-bindgen's folder> <folder to write> [--dev]
// Called by scripts/build-widget.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertAllNamed, bundled, calledBy, glue, lean, styles } from "./bundle.mjs";
import { assertDefined, definitions } from "./loader.mjs";
import { namesOf, renamed } from "./names.mjs";
import { Output } from "./output.mjs";
import { withoutPanicData } from "./panic_data.mjs";
import { assertNothingWrites, withoutPanicWords } from "./panics.mjs";
import { withoutUnused } from "./unused.mjs";
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

// What the loader calls; everything else in the module is there for this.
const ENTRY = "mount";

async function module() {
  const original = readFileSync(path("widget_bg.js"), "utf8");
  let names = namesOf(readFileSync(path("widget_bg.wasm")));
  const same = (name) => name;
  const css = await sheets(MODULE_STYLES);
  const glued = (bound, exportName, minify) => glue({ folder: work, bound, names, exportName, entry: ENTRY, css, minify });
  if (dev) return { wasm: renamed(readFileSync(path("widget_bg.wasm")), same), code: await glued(original, same) };
  const needed = lean(original);
  withoutUnused(path("widget_bg.wasm"), path("0.wasm"));
  withoutPanicWords(path("0.wasm"), path("1.wasm"));
  // Glue and module keep each other's parts alive: what one does not call goes from the other.
  let exports = [];
  let from = path("1.wasm");
  for (let round = 2; ; round += 1) {
    const called = calledBy(await glued(needed, same, false)).sort();
    if (called.join() === exports.join()) break;
    exports = called;
    names = pruned(from, path(`${round}.wasm`), exports, path("graph.json"));
    from = path(`${round}.wasm`);
  }
  assertNothingWrites(from);
  const bytes = withoutPanicData(optimised(from, path("optimised.wasm")));
  names = namesOf(bytes);
  const exported = new Map(names.exports.map((name, place) => [name, `e${place.toString(36)}`]));
  const exportName = (name) => exported.get(name) ?? name;
  const code = await glued(needed.replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${exportName(name)}`), exportName);
  return { wasm: ordered(renamed(bytes, exportName), path("ordered.wasm")), code };
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
