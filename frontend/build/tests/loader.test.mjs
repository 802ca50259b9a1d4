// The loader says what shared/ says, by name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { bundled } from "../bundle.mjs";
import { assertDefined, definitions } from "../loader.mjs";

const SHARED = {
  labels: { es: { loading: "Cargando…", pay: "Pagar" }, en: { pay: "Pay", loading: "Loading…" } },
  paths: { pay: "/pay/{id}" },
  return_parameter: "pse_checkout",
};

const built = (contents) => bundled({ stdin: { contents }, define: definitions(SHARED, { HASHES: {} }) });

/** The code as esbuild writes it for browsers: what they lack is written another way. */
const syntaxOf = async (code, target) => (await transform(code, { target, logLevel: "silent" })).code;

test("a label is found by its name in each language, wherever it stands", async () => {
  const code = await built('export const said = ["es", "en"].map((lang) => LABELS[lang][LABEL.pay])');
  const { said } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  assert.deepEqual(said, ["Pagar", "Pay"]);
});

test("an address is written in up to the id", async () => {
  assert.match(await built("export const address = (id) => PATHS.pay + id"), /"\/pay\/"\+/);
});

test("a name that nothing stands for fails the build", async () => {
  const code = await built("console.log(PATHS.pay, PATHS.banks)");
  assert.throws(() => assertDefined(code), /says PATHS\.banks/);
  assertDefined(await built("console.log(PATHS.pay, LABEL.pay, RETURN_PARAMETER)"));
});

test("a language without one of the labels fails the build", () => {
  const labels = { ...SHARED.labels, en: { pay: "Pay" } };
  assert.throws(() => definitions({ ...SHARED, labels }, {}), /the language en has no label loading/);
});

test("an address that goes on after its id fails the build", () => {
  const paths = { events: "/v1/checkouts/{id}/events" };
  assert.throws(() => definitions({ ...SHARED, paths }, {}), /cannot make the address events/);
});

test("both loaders are written in the syntax of Safari 15, Chrome 96 and Firefox 100", async () => {
  const folder = fileURLToPath(new URL("../../loader/", import.meta.url));
  for (const [entry, format] of [["index", "esm"], ["classic", "iife"]]) {
    const code = await bundled({ entryPoints: [`${folder}${entry}.js`], define: definitions(SHARED, { HASHES: {} }), format });
    assert.equal(await syntaxOf(code, ["safari15", "chrome96", "firefox100"]), await syntaxOf(code, ["esnext"]), entry);
    // What is looked behind (Safari 16.4) is within a regular expression, which is not looked into.
    assert.doesNotMatch(code, /\(\?<[=!]/, entry);
  }
  const younger = "class One { static { One.made = true } }";
  assert.notEqual(await syntaxOf(younger, ["safari15"]), await syntaxOf(younger, ["esnext"]));
});
