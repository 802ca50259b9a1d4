// The lines on which all sides are visited, and what is told of each.

import { tell } from "./figures.mjs";

/** Each line: its name, how it is throttled, and the most that the list may take of the others' time. */
export const LINES = [
  { name: "no throttling", adyen: 0.7 },
  { name: "9 Mbit/s, 100 ms, CPU ÷ 4", throttled: { latency: 100, downloadThroughput: 1_125_000, uploadThroughput: 500_000, cpu: 4 }, byHand: 1.4 },
  { name: "1.6 Mbit/s, 150 ms, CPU ÷ 4", throttled: { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750, cpu: 4 }, adyen: 0.7, byHand: 1.25 },
];
/** Every side, by the path of its page, as it is called in the table. */
export const SIDES = { ours: "ours", embedded: "embedded", by_hand: "by hand", adyen: "Adyen Web", adyen_preloaded: "Adyen Web, preloaded" };

const atMost = (bound) => (bound ? { target: ["at_most", bound] } : {});

/** Tells what the rounds on a line gave: each a side's figures by its path. */
export function tellLine({ name, throttled, adyen, byHand }, rounds) {
  const of = (side, key) => rounds.map((round) => round[side][key]);
  const ratio = (one, other, key) => rounds.map((round) => round[one][key] / round[other][key]);
  const both = (one, other, key, unit, by = 1) => [one, other].map((side) => [SIDES[side], unit, of(side, key).map((value) => value / by)]);
  const usable = (one, other, what, target) =>
    tell({ figure: "B11", what: `bank list usable ÷ ${what}, ${name}`, unit: "times", value: ratio(one, other, "usable"), sides: both(one, other, "usable", "millis"), ...target });
  usable("ours", "adyen", "Adyen Web's", atMost(0.7));
  usable("ours", "adyen_preloaded", "Adyen Web's own best case", {});
  usable("embedded", "adyen_preloaded", "Adyen Web's own best case, embedded", atMost(adyen));
  usable("embedded", "by_hand", "hand-written JavaScript's, embedded", atMost(byHand));
  const beside = (figure, what, unit, key, sides, target, by = 1) => {
    const [one, ...others] = sides.map((side) => [SIDES[side], unit, of(side, key).map((value) => value / by)]);
    tell({ figure, what: `${what}, ${name}`, unit, value: one[2], sides: others, ...target });
  };
  // Where a list comes late, this says whether its files did, or what was done with them took so long.
  beside("B11", "of which until the last file was there, embedded", "millis", "arrived", ["embedded", "ours", "by_hand", "adyen_preloaded"], {});
  if (!throttled) {
    // With the room for what other people's pages need: stand-ins, a service's address, rules for what is pasted.
    for (const [side, what] of [["ours", ""], ["embedded", ", embedded"]]) {
      tell({ figure: "B10", what: `bytes on the wire ÷ Adyen Web's${what}`, unit: "times", value: ratio(side, "adyen", "bytes"), sides: both(side, "adyen", "bytes", "kb", 1000), target: ["at_most", 0.78] });
    }
    tell({ figure: "B10", what: "bytes on the wire ÷ hand-written JavaScript's, embedded", unit: "times", value: ratio("embedded", "by_hand", "bytes"), sides: both("embedded", "by_hand", "bytes", "kb", 1000) });
    return;
  }
  // Tasks and keys were promised for the slow lines alone.
  beside("B12", "longest task (0: under 50)", "millis", "longest", ["ours", "adyen", "adyen_preloaded"], atMost(50));
  beside("B12", "longest task (0: under 50), embedded", "millis", "longest", ["embedded", "by_hand"], atMost(50));
  beside("B12", "slowest key to frame (0: under 16)", "millis", "interaction", ["ours", "adyen"], atMost(100));
  for (const [side, what] of [["ours", ""], ["embedded", ", embedded"]]) {
    const others = side === "ours" ? ["adyen"] : ["by_hand"];
    beside("B12", `layout shift before a press${what}`, "count", "shift", [side, ...others], { target: ["at_most", 0] });
    beside("B12", `button there${what}`, "millis", "button", side === "ours" ? [side] : [side, ...others]);
  }
  beside("B12", "memory, heap and wasm", "kb", "memory", ["ours", "by_hand", "adyen"], {}, 1000);
}
