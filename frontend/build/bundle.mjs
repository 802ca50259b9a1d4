// JavaScript and styles: bundled and minified by esbuild.

import { build, transform } from "esbuild";

const TARGET = ["chrome96", "firefox100", "safari15.4"];

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
  NOT_NEEDED.reduce((code, pattern) => {
    const now = code.replace(pattern, "");
    if (now === code) throw new Error(`wasm-bindgen no longer writes ${pattern}: see build/bundle.mjs`);
    return now;
  }, code);

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
import { __wbg_set_wasm, ${entry.join(", ")} } from "./widget_bg.js";
export { ${entry.join(", ")} };
export const sheet = new CSSStyleSheet();
sheet.replaceSync(${JSON.stringify(css)});
export const start = async (module) => {
  const { exports } = await WebAssembly.instantiate(await module, { a: { ${table} } });
  __wbg_set_wasm(exports);
  exports.${exportName("__wbindgen_start")}();
};`;
  return bundled({
    minify,
    // Names that nobody outside says.
    ...(minify !== false && { mangleProps: /^_(_wbg_ptr|wbg_cb_unref|_destroy_into_raw|_wrap)$/ }),
    stdin: { contents: code, resolveDir: folder, loader: "js" },
  });
}

/** Bundles a module and everything it imports. */
export async function bundled({ minify = true, ...options }) {
  const result = await build({
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
  return result.outputFiles[0].text;
}

const short = new Map();
/** The sheets' own properties (`--_accent`) under short names, the same in all of them. */
const shortened = (css) =>
  css.replace(/--_[a-z-]+/g, (name) => {
    if (!short.has(name)) short.set(name, `--_p${short.size.toString(36)}`);
    return short.get(name);
  });

/** The spaces of a custom property's value are its own to esbuild; ours mean nothing. */
const tight = (css) => css.replace(/(--_\w+): ([^;}]*)/g, (_, name, value) => `${name}:${value.replaceAll(", ", ",")}`);

/** Style sheets, one after the other. */
export async function styles(texts) {
  const { code } = await transform(shortened(texts.join("\n")), { loader: "css", minify: true, target: TARGET });
  return tight(code.trim());
}
