// The languages: a file of lines each (pse-words wrote them), of which the loader itself says four.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

// In shared/src/words/texts.rs: the texts the loader says before the file is there.
const PAY = 2;
const SLOW = 5;

/** Every language: `{code, lines, labels}`; the labels in the order of loader/button.js. */
export function languages(folder) {
  return readdirSync(folder).sort().map((name) => {
    const lines = readFileSync(join(folder, name), "utf8");
    const texts = lines.split("\n");
    return { code: basename(name, ".txt"), lines, labels: texts.slice(PAY, SLOW + 1) };
  });
}
