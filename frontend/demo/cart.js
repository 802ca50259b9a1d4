// What the buyer has chosen, kept in this browser: a map from SKU to quantity. It never holds a price.

import { keep, recall } from "./memory.js";
import { centavos, taxWithin } from "./money.js";

const KEY = "casa-del-turismo.cart";
export const MOST = 20;

/** The stored cart; a first visit finds one tour in it, so that the demonstration can be paid at once. */
export function read(products) {
  const stored = recall(KEY) ?? Object.fromEntries(products.slice(0, 1).map(({ sku }) => [sku, 1]));
  const known = products.filter(({ sku }) => Number.isInteger(stored[sku]) && stored[sku] > 0);
  return new Map(known.map(({ sku }) => [sku, Math.min(stored[sku], MOST)]));
}

export function write(cart) {
  keep(KEY, Object.fromEntries(cart));
}

export function clear() {
  write(new Map());
}

/** How many things the stored cart holds. */
export function count() {
  return Object.values(recall(KEY) ?? {}).reduce((sum, quantity) => sum + quantity, 0);
}

/** A copy of the cart with that quantity of a product; none of it at zero. */
export function withQuantity(cart, sku, quantity) {
  const changed = new Map(cart);
  if (quantity > 0) changed.set(sku, Math.min(quantity, MOST));
  else changed.delete(sku);
  return changed;
}

/** What the merchant's server is asked to sell. */
export function items(cart) {
  return [...cart].map(([sku, quantity]) => ({ sku, quantity }));
}

/** The cart's lines, in the catalogue's order, with their amounts in centavos. */
export function lines(cart, products) {
  return products
    .filter(({ sku }) => cart.has(sku))
    .map(({ sku, name, price, tax_rate }) => {
      const quantity = cart.get(sku);
      const amount = centavos(price) * quantity;
      return { sku, name, quantity, amount, tax: taxWithin(amount, tax_rate) };
    });
}

/** Total and the tax in it, in centavos. */
export function totals(cartLines) {
  const sum = (field) => cartLines.reduce((so_far, line) => so_far + line[field], 0);
  return { total: sum("amount"), tax: sum("tax") };
}
