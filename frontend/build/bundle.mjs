// JavaScript and styles: bundled and minified by esbuild.

import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { replaced } from "./replaced.mjs";

const TARGET = ["chrome96", "firefox100", "safari15"];

// What wasm-bindgen writes for browsers older than the target above, and for uses that are not ours.
const NOT_NEEDED = [
  /\(typeof FinalizationRegistry === 'undefined'\)\s*\? \{.*\}\s*: /g,
  /if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]*?\n\}\n/,
  /if \(Symbol\.dispose\).*\n/,
  / {4}numBytesDecoded \+= [\s\S]*?\n {4}\}\n/,
  / {4}if \(realloc === undefined\) \{[\s\S]*?\n {4}\}\n/,
];

/** wasm-bindgen's functions without what is not needed. */
export const lean = (code) =>
  NOT_NEEDED.reduce((code, pattern) => replaced(code, pattern, "", "wasm-bindgen's code (build/bundle.mjs)"), code);

const HOST = fileURLToPath(new URL("../js/host.js", import.meta.url));

// Properties of wasm-bindgen's that nobody outside says, and so may have short names.
const INTERNAL = ["__wbg_ptr", "_wbg_cb_unref", "__destroy_into_raw", "__wrap"];

/** What the glue calls of the module. */
export function calledBy(code) {
  const names = new Set(Array.from(code.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name));
  if (names.size === 0) throw new Error("wasm-bindgen's code no longer calls wasm.…: see build/bundle.mjs");
  return [...names];
}

/** The module that instantiates the WebAssembly, and has the style sheet: wasm-bindgen's functions, only those used. */
export async function glue({ folder, names, exportName, importName, entry, css, minify }) {
  const from = new Map();
  for (const { module, name } of names.imports) {
    if (!from.has(module)) from.set(module, []);
    from.get(module).push(name);
  }
  const imports = [...from].map(
    ([module, list]) =>
      `import { ${list.map((name) => `${name} as ${importName({ module, name })}`).join(", ")} } from "${module}";`,
  );
  const table = names.imports.map((entry) => importName(entry)).join(", ");
  const code = `
${imports.join("\n")}
import { __wbg_set_wasm, ${entry} as made } from "./widget_bg.js";
import { hosted } from ${JSON.stringify(HOST)};
export const ${entry} = (given) => made(...hosted(given));
export const sheet = new CSSStyleSheet();
sheet.replaceSync(${JSON.stringify(css)});
export const start = async (module) => {
  const { exports } = await WebAssembly.instantiate(await module, { a: { ${table} } });
  __wbg_set_wasm(exports);
  exports.${exportName("__wbindgen_start")}();
};`;
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
  return result.outputFiles[0].text;
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
