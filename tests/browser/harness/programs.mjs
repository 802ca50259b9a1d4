// The programs under test, built from the sources as they are.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** Where the service's program is. */
export function backend() {
  const options = { cwd: PROJECT, stdio: ["ignore", "ignore", "inherit"] };
  const run = (program, ...args) => execFileSync(program, args, options);
  if (!existsSync(`${PROJECT}dist/widget/pse-checkout.js`)) run("scripts/build-widget");
  run("cargo", "build", "--quiet");
  return `${PROJECT}target/debug/pse-backend`;
}
