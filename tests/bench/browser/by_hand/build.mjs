// Builds the widget that is written by hand, with our own style sheets and texts.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";

import { assertAllNamed, styles } from "../../../../frontend/build/bundle.mjs";

const HERE = new URL(".", import.meta.url).pathname;
const ROOT = new URL("../../../../", import.meta.url).pathname;
// In the order of their cascade, all that ours has.
const STYLES = ["tokens", "button", "colours", "form", "picker", "outcome", "print"];
/** What the button says before a language's texts are there. */
const LABELS = ["pay", "loading", "slow"];

export const digest = (bytes) => createHash("sha256").update(bytes).digest("base64");

/** The name of each line of a language's texts. */
function textNames() {
  const [, list] = readFileSync(`${ROOT}shared/src/words/texts.rs`, "utf8").split("\ntexts! {");
  return Array.from(list.matchAll(/^ {4}(\w+),$/gm), ([, name]) => name);
}

/** The script: `{name, bytes}`. `widget` is the folder of ours, whose texts are used as they are. */
export async function byHand(widget) {
  const names = textNames();
  const languages = {};
  const labels = {};
  for (const file of readdirSync(widget)) {
    const [, code] = /\.(\w\w)\.txt$/.exec(file) ?? [];
    if (!code) continue;
    const bytes = readFileSync(widget + file);
    const lines = bytes.toString().split("\n");
    if (lines.length !== names.length) throw new Error(`${file} has ${lines.length} texts, and ${names.length} have names: the widget was not built from these sources`);
    languages[code] = { path: `/widget/${file}`, integrity: `sha256-${digest(bytes)}` };
    labels[code] = LABELS.map((name) => lines[names.indexOf(name)]);
  }
  assertAllNamed(STYLES, readdirSync(`${ROOT}frontend/styles`));
  const css = await styles(STYLES.map((name) => readFileSync(`${ROOT}frontend/styles/${name}.css`, "utf8")));
  const { outputFiles } = await build({
    entryPoints: [`${HERE}index.js`], bundle: true, minify: true, format: "esm", write: false, charset: "utf8", target: "chrome110", legalComments: "none", logLevel: "error",
    define: {
      ...Object.fromEntries(names.map((name, place) => [`WORD.${name}`, String(place)])),
      LABELS: JSON.stringify(labels),
      LANGUAGES: JSON.stringify(languages),
      CSS: JSON.stringify(css),
    },
  });
  const [{ text, contents }] = outputFiles;
  const [unknown] = /\bWORD\.\w+/.exec(text) ?? [];
  if (unknown) throw new Error(`by hand says ${unknown}, and no text has that name`);
  return { name: `pse-by-hand-${digest(contents).slice(0, 12).replace(/\W/g, "-")}.js`, bytes: Buffer.from(contents) };
}
