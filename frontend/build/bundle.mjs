// JavaScript and styles: bundled and minified by esbuild; JavaScript once more by terser, which writes what is called once
// into where it is called.

import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { minify as minified } from "terser";
import { replaced } from "./replaced.mjs";

const TARGET = ["chrome96", "firefox100", "safari15"];

// What wasm-bindgen writes for browsers older than the target above, and for uses that are not ours.
const NOT_NEEDED = [
  /\(typeof FinalizationRegistry === 'undefined'\)\s*\? \{.*\}\s*: /g,
  /if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]*?\n\}\n/,
  /if \(Symbol\.dispose\).*\n/,
  / {4}numBytesDecoded \+= [\s\S]*?\n {4}\}\n/,
  / \|\| cachedDataViewMemory0\.buffer\.detached === true/,
  /cachedDataViewMemory0\.buffer\.detached === undefined && /,
];

// What wasm-bindgen writes out wherever it is needed, said once: handing a text over, or none. Texts are short, so they are
// encoded whole rather than ASCII first.
const GIVING = `
function giveText(at, text) {
  const start = isLikeNone(text) ? 0 : passStringToWasm0(text, wasm.__wbindgen_malloc);
  const view = getDataViewMemory0();
  view.setInt32(at + 4, WASM_VECTOR_LEN, true);
  view.setInt32(at, start, true);
}
`;
const SHORTER = [
  [
    /(?:const|var) ptr1 = .*passStringToWasm0\(ret,.*\n.*\n.*setInt32\(\(arg0 >>> 0\) \+ 4 \* 1.*\n.*setInt32\(\(arg0 >>> 0\) \+ 4 \* 0.*\n/g,
    "giveText(arg0, ret);\n",
  ],
  [/, wasm\.__wbindgen_realloc\)/g, ")"],
  [/ {4}if \(realloc === undefined\) (\{[\s\S]*?\n {4}\}\n)[\s\S]*?\n\}\n/, "$1}\n"],
];

/** wasm-bindgen's functions without what is not needed. */
export const lean = (code) =>
  [...NOT_NEEDED.map((pattern) => [pattern, ""]), ...SHORTER].reduce(
    (code, [pattern, by]) => replaced(code, pattern, by, "wasm-bindgen's code (build/bundle.mjs)"),
    code + GIVING,
  );

// wasm-bindgen's code, as the module names it.
const BOUND = "./widget_bg.js";
const HOST = fileURLToPath(new URL("../js/host.js", import.meta.url));

// Properties of wasm-bindgen's that nobody outside says, and so may have short names.
const INTERNAL = ["__wbg_ptr", "_wbg_cb_unref", "__destroy_into_raw", "__wrap"];

/** What the glue calls of the module. */
export function calledBy(code) {
  const names = new Set(Array.from(code.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name));
  if (names.size === 0) throw new Error("wasm-bindgen's code no longer calls wasm.…: see build/bundle.mjs");
  return [...names];
}

// A function that wasm-bindgen exports, its name, parameters and body; of one that catches, those of what may throw.
const EXPORTED = /^export function (\w+)(\(.*\) \{\n[\s\S]*?^\})$/gm;
const CATCHING = /^export function (\w+)\(\) \{ return handleError\(function (\(.*\) \{\n[\s\S]*?^\}), arguments\); \}$/gm;

/** wasm-bindgen's code as that of one file, and each of its functions that the module imports as an expression. */
export function taken(code, names) {
  const imported = new Set(names.imports.filter(({ module }) => module === BOUND).map(({ name }) => name));
  const functions = new Map();
  const take = (expression) => (all, name, rest) => {
    if (!imported.has(name)) return all;
    functions.set(name, expression(rest.replace(") {", ") => {")));
    return "";
  };
  const rest = code
    .replace(CATCHING, take((caught) => `(...given) => handleError(${caught}, given)`))
    .replace(EXPORTED, take((plain) => plain))
    .replace(/^export /gm, "");
  const missing = [...imported].find((name) => !functions.has(name));
  if (missing) throw new Error(`wasm-bindgen's code has no function ${missing}: see build/bundle.mjs`);
  return { rest, functions };
}

/**
 * The module that instantiates the WebAssembly, and has the style sheet: of wasm-bindgen's code only what is used. What the
 * module imports stands in a list, so that nothing of it needs a name (`renamed` in names.mjs calls each by its place).
 */
export async function glue({ folder, bound, names, exportName, entry, css, minify }) {
  const { rest, functions } = taken(bound, names);
  const others = names.imports.filter(({ module }) => module !== BOUND);
  const called = new Map(others.map((one, place) => [one, `other${place}`]));
  const imports = others.map((one) => `import { ${one.name} as ${called.get(one)} } from "${one.module}";`);
  const list = names.imports.map((one) => called.get(one) ?? functions.get(one.name));
  const code = `
${imports.join("\n")}
import { hosted } from ${JSON.stringify(HOST)};
${rest}
const sheet = new CSSStyleSheet();
sheet.replaceSync(${JSON.stringify(css)});
const start = async (module) => {
  wasm = (await WebAssembly.instantiate(await module, { a: [${list.join(",\n")}] })).exports;
  wasm.${exportName("__wbindgen_start")}();
};
const mounted = (given) => ${entry}(...hosted(given));
export { mounted as ${entry}, sheet, start };`;
  return bundled({
    minify,
    internal: minify === false ? [] : INTERNAL,
    stdin: { contents: code, resolveDir: folder, loader: "js" },
  });
}

/** Bundles a module and everything it imports; `internal` properties get short names. */
export async function bundled({ minify = true, internal = [], ...options }) {
  const result = await build({
    ...(internal.length > 0 && { mangleProps: new RegExp(`^(${internal.join("|")})$`), mangleCache: {} }),
    bundle: true,
    format: "esm",
    target: TARGET,
    minify,
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "warning",
    ...options,
  });
  const missing = internal.find((name) => !(name in result.mangleCache));
  if (missing) throw new Error(`wasm-bindgen no longer writes ${missing}: see build/bundle.mjs`);
  const [{ text }] = result.outputFiles;
  if (!minify) return text;
  const { code } = await minified(text, { ecma: 2021, module: options.format !== "iife", compress: { passes: 3 } });
  return code;
}

const short = new Map();
const shortOf = (name) => {
  if (!short.has(name)) short.set(name, `--_p${short.size.toString(36)}`);
  return short.get(name);
};

/** The sheets' own properties (`--_accent`) under short names, the same in all of them. */
const shortened = (css) => replaced(css, /--_[\w-]+/g, shortOf, "the style sheets' own properties (build/bundle.mjs)");

/** The spaces of a custom property's value are its own to esbuild; ours mean nothing. */
const tight = (css) =>
  replaced(
    css,
    /(--_\w+): ([^;}]*)/g,
    (_, name, value) => `${name}:${value.replaceAll(", ", ",")}`,
    "esbuild's style sheets (build/bundle.mjs)",
  );

/** Fails on a style sheet that is in the folder and in no list: its rules would reach no page. */
export function assertAllNamed(names, files) {
  const forgotten = files.filter((file) => file.endsWith(".css") && !names.includes(file.slice(0, -".css".length)));
  if (forgotten.length > 0) throw new Error(`${forgotten.join(", ")}: no list of style sheets in build/widget.mjs has it`);
}

/** Style sheets, one after the other. */
export async function styles(texts) {
  const { code } = await transform(shortened(texts.join("\n")), { loader: "css", minify: true, target: TARGET });
  return tight(code.trim());
}
