// The order page: pays an order with <pse-checkout>, and shows the outcome when the bank sends the buyer back.

import * as cart from "./cart.js";
import { centavos, shown } from "./money.js";
import * as orders from "./orders.js";
import * as server from "./server.js";
import { showTotals, text } from "./summary.js";

const find = (id) => document.getElementById(id);

/** `returned`: whether the buyer comes from the bank. */
export async function showOrder(id, returned) {
  const title = returned ? "Resultado de su pago" : "Pago de su pedido";
  document.title = `${title} · Casa del Turismo`;
  find("order-title").textContent = title;
  find("cart-count").textContent = cart.count();
  find("payment").replaceChildren(widget(id));
  find("order-view").hidden = false;
  find("order-title").focus();

  const remembered = orders.find(id);
  if (remembered) {
    find("order-lines").replaceChildren(...remembered.lines.map(line));
    showTotals(find("order-totals"), remembered);
  }
  await showWhatTheServerSays(id);
}

/** All that embedding takes. The link inside is what a buyer sees if the widget's script cannot be loaded. */
function widget(id) {
  const element = document.createElement("pse-checkout");
  element.setAttribute("checkout", id);
  const link = text("a", "Continuar el pago en una página aparte");
  link.href = `/pay/${encodeURIComponent(id)}`;
  link.className = "without-widget";
  element.append(link);
  return element;
}

async function showWhatTheServerSays(id) {
  let checkout;
  try {
    checkout = await server.checkout(id);
  } catch {
    return; // The widget says what is wrong; the summary stays as this browser remembers it.
  }
  find("order-reference").textContent = `Referencia ${checkout.reference}`;
  find("order-reference").hidden = false;
  showTotals(find("order-totals"), { total: centavos(checkout.total_amount), tax: centavos(checkout.tax_amount) });
  if (checkout.state === "paid") {
    forget(id);
  }
}

/** A paid order empties the cart, once. */
export function forget(id) {
  const order = orders.find(id);
  if (!order || order.settled) return;
  orders.settle(id);
  cart.clear();
  find("cart-count").textContent = cart.count();
}

function line({ name, quantity, amount }) {
  const row = document.createElement("li");
  row.className = "line";
  const what = text("p", quantity === 1 ? name : `${name} × ${quantity}`);
  what.className = "name";
  const price = text("p", shown(amount));
  price.className = "amount";
  row.append(what, price);
  return row;
}
