// What is told: rows of the table for `pse-bench`, and lines for whoever looks on.

/** Tells a figure: its samples with their unit, both sides, and the target as `[kind, bound]` where one was promised. */
export function tell({ figure, what, unit, value, sides = [], target: [kind, bound] = [] }) {
  console.log(`row ${JSON.stringify({ figure, what, unit, value, sides, kind, bound })}`);
}

/** Tells a setting of what was measured. */
export const setting = (text) => console.log(`setting ${text}`);

/** A line that compares what is no number: what, ours, theirs. */
export function row(what, ours, theirs) {
  console.log(`  ${what.padEnd(34)} ${ours.padStart(20)} ${theirs.padStart(20)}`);
}
