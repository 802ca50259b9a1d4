// The orders this browser has begun to pay, so that the page can show them again after the bank. The latest is first.

import { keep, recall } from "./memory.js";

const KEY = "casa-del-turismo.orders";
const KEPT = 5;

export function remember(order) {
  keep(KEY, [order, ...all()].slice(0, KEPT));
}

export function find(id) {
  return all().find((order) => order.id === id);
}

export function latest() {
  return all()[0];
}

/** From now on the order no longer concerns the cart. */
export function settle(id) {
  keep(KEY, all().map((order) => (order.id === id ? { ...order, settled: true } : order)));
}

function all() {
  return recall(KEY) ?? [];
}
