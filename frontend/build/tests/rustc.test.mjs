// scripts/build-widget builds what is shipped with one version of rustc. The tools are stand-ins: none of them builds.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PINNED = readFileSync(new URL("../rustc-version", import.meta.url), "utf8").trim();

const folder = mkdtempSync(join(tmpdir(), "pse-rustc-"));
after(() => rmSync(folder, { recursive: true }));

/** Runs the script where rustc is of a version, and rustup has others beside it; cargo only says what it was given. */
function build({ version, beside = [], args = [], env = {} }) {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  const tool = (name, lines) => {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${lines}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const is = (toolchain, one) => `"${toolchain}") echo "rustc ${one} (0123abcde 2026-01-01)" ;;`;
  const known = [is("", version), ...beside.map((one) => is(one, one))];
  tool("rustc", `case "\${RUSTUP_TOOLCHAIN:-}" in ${known.join(" ")} *) exit 1 ;; esac`);
  tool("wasm-bindgen", "echo wasm-bindgen 0.0.0");
  tool("cargo", 'echo "cargo: toolchain ${RUSTUP_TOOLCHAIN:-its own}, RUSTFLAGS ${RUSTFLAGS:-none}"; exit 3');
  const { RUSTUP_TOOLCHAIN, ...own } = process.env;
  const { status, stdout, stderr } = spawnSync("scripts/build-widget", args, {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...own, CARGO_HOME: folder, ...env },
  });
  return { status, stdout, stderr };
}

test("another version is refused, with what to do about it", () => {
  const { status, stdout, stderr } = build({ version: "1.0.0" });
  assert.equal(status, 1);
  assert.doesNotMatch(stdout, /cargo/);
  assert.match(stderr, new RegExp(`this is rustc 1\\.0\\.0, and the widget is built with ${PINNED}`));
  const advice = `rustup toolchain install ${PINNED} --profile minimal --target wasm32-unknown-unknown`;
  assert.ok(stderr.includes(advice), stderr);
});

test("where rustup has the right one beside it, that one builds", () => {
  const { status, stdout } = build({ version: "1.0.0", beside: [PINNED] });
  assert.match(stdout, new RegExp(`rustc ${PINNED} instead of 1\\.0\\.0`));
  assert.match(stdout, new RegExp(`cargo: toolchain ${PINNED},`));
  assert.equal(status, 3);
});

test("the right one builds as it is, with no one else's flags", () => {
  const { stdout } = build({ version: PINNED, env: { RUSTFLAGS: "--deny warnings" } });
  assert.match(stdout, /cargo: toolchain its own, RUSTFLAGS none/);
});

test("a quick build says that it is another version, and builds", () => {
  const { stdout } = build({ version: "1.0.0", args: ["--dev"] });
  assert.match(stdout, new RegExp(`compiled with rustc 1\\.0\\.0; what is shipped is compiled with ${PINNED}`));
  assert.match(stdout, /cargo: toolchain its own/);
});
