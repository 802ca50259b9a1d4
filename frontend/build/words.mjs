// The languages: a file of lines each, as pse-words wrote them.

import { readdirSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";

/** Every language: `{code, lines}`. */
export function languages(folder) {
  const files = readdirSync(folder).sort().map((name) => parse(name)).filter(({ ext }) => ext === ".txt");
  if (files.length === 0) throw new Error(`no language in ${folder}: pse-words has not run`);
  return files.map(({ name: code, base }) => ({ code, lines: readFileSync(join(folder, base), "utf8") }));
}
