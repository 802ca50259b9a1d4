// Medians and their spread, and what is said of them.

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, part) => sorted(values)[Math.round((values.length - 1) * part)];

export const median = (values) => quantile(values, 0.5);

export const shown = (values, digits = 0) =>
  `${median(values).toFixed(digits)} (${quantile(values, 0.1).toFixed(digits)}–${quantile(values, 0.9).toFixed(digits)})`;

export const verdict = (met) => (met ? "met" : "MISSED");

/** A row of the table: what, ours, theirs, and the target. */
export function row(what, ours, theirs, target = "") {
  console.log(`  ${what.padEnd(34)} ${ours.padStart(20)} ${theirs.padStart(20)}   ${target}`);
}
