// Functions that are alike, one after the other: brotli then says more of each by pointing at the one before. The order of
// functions means nothing else.

import { leb, number, sections, written } from "./names.mjs";

/** How functions may be compared: so many bytes count as alike when they follow each other in both, so many functions back. */
export const WAYS = [3, 4, 5].flatMap((run) => [1, 2, 3].map((back) => ({ run, back })));

/** The bodies of the module's own functions. */
function bodies(bytes) {
  const [{ body }] = [...sections(bytes)].filter(({ id }) => id === 10);
  const list = [];
  let [count, at] = number(body, 0);
  for (; count > 0; count -= 1) {
    const [length, start] = number(body, at);
    list.push(body.subarray(start, start + length));
    at = start + length;
  }
  return list;
}

/** What each has in common with any other: the runs of bytes in it, each with the weight of its rarity. */
function runs(list, length) {
  const holders = new Map();
  for (const [index, body] of list.entries()) {
    for (let at = 0; at + length <= body.length; at += 1) {
      const run = body.readUIntLE(at, length);
      const held = holders.get(run) ?? holders.set(run, []).get(run);
      if (held.at(-1) !== index) held.push(index);
    }
  }
  const of = list.map(() => []);
  for (const held of holders.values()) {
    if (held.length === 1) continue;
    const run = { held, weight: Math.log(list.length / held.length) };
    for (const index of held) of[index].push(run);
  }
  return of;
}

/** From the first function on, always the one of which the last have most. */
function chained(list, { run, back }) {
  const of = runs(list, run);
  const whole = of.map((all) => all.reduce((sum, { weight }) => sum + weight, 1e-9));
  const left = new Set(list.keys());
  const order = [];
  for (let next = 0; ; ) {
    order.push(next);
    left.delete(next);
    if (left.size === 0) return order;
    const shared = new Float64Array(list.length);
    for (const [place, one] of order.slice(-back).reverse().entries()) {
      for (const { held, weight } of of[one]) for (const index of held) shared[index] += weight / (place + 1);
    }
    let best = -1;
    for (const index of left) if (best < 0 || shared[index] / whole[index] > shared[best] / whole[best]) best = index;
    next = best;
  }
}

/** The module with names that say each function's place in that order, for wasm-opt's --reorder-functions-by-name. */
export function placed(bytes, imported, way) {
  const list = bodies(bytes);
  const places = chained(list, way);
  const names = new Map(places.map((index, place) => [imported + index, `f${String(place).padStart(5, "0")}`]));
  const entries = [...names].sort(([a], [b]) => a - b).flatMap(([index, name]) => [...leb(index), ...written(name)]);
  const map = [...leb(names.size), ...entries];
  const content = [...written("name"), 1, ...leb(map.length), ...map];
  return Buffer.concat([bytes, Buffer.from([0, ...leb(content.length), ...content])]);
}
