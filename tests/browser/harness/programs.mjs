// The programs under test, built from the sources as they are.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** Where the service's program is. */
export function backend() {
  build();
  return `${PROJECT}target/debug/pse-backend`;
}

/** Where the program that plays the provider is. */
export function sandbox() {
  build();
  return `${PROJECT}target/debug/pse-sandbox`;
}

/** Where the previous release's program is; nothing where it cannot be had, which the last line of `make test` says. */
export function previousBackend() {
  const { status, stdout, stderr } = spawnSync("scripts/previous-release", ["--where"], { cwd: PROJECT, encoding: "utf8" });
  if (status === 3) return undefined;
  if (status !== 0) throw new Error(stderr);
  return /^backend (.*)$/m.exec(stdout)[1];
}

function build() {
  const options = { cwd: PROJECT, stdio: ["ignore", "ignore", "inherit"] };
  const run = (program, ...args) => execFileSync(program, args, options);
  if (!existsSync(`${PROJECT}dist/widget/pse-checkout.js`)) run("scripts/build-widget");
  run("cargo", "build", "--quiet");
}
