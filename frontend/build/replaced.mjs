// Replacing that fails when there is nothing to replace: what a tool writes may change with its version.

/** The text with each match replaced; `where` says whose text it is, for whoever has to mend the pattern. */
export function replaced(text, pattern, by, where) {
  if (text.search(pattern) < 0) throw new Error(`${where}: nothing matches ${pattern}`);
  return text.replace(pattern, by);
}
