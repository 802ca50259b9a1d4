// The shop page: products, cart, and the way to pay. Decides by the address which page is shown.
//
//   /                       the shop
//   /?pago=chk_…            an order being paid
//   /?pse_checkout=chk_…    the same order, after the bank (the backend adds this parameter to the return address)

import * as cart from "./cart.js";
import { centavos, shown } from "./money.js";
import { forget, showOrder } from "./order.js";
import * as orders from "./orders.js";
import * as server from "./server.js";
import { showTotals } from "./summary.js";

const find = (id) => document.getElementById(id);
const copy = (template) => find(template).content.firstElementChild.cloneNode(true);
const announce = (sentence) => { find("announcer").textContent = sentence; };

let products = [];
let chosen = new Map();

async function start() {
  const address = new URLSearchParams(location.search);
  const returned = address.get("pse_checkout");
  const order = returned ?? address.get("pago");
  if (order !== null && /^chk_[\w-]+$/.test(order)) {
    await showOrder(order, returned !== null);
  } else {
    await showShop();
  }
}

async function showShop() {
  find("shop-view").hidden = false;
  try {
    products = await server.catalogue();
  } catch {
    find("catalogue-problem").hidden = false;
    return;
  }
  chosen = cart.read(products);
  cart.write(chosen);
  find("products").replaceChildren(...products.map(card));
  showCart();
  find("go-to-pay").addEventListener("click", pay);
  await followLatestOrder();
}

function card({ sku, name, description, price }) {
  const item = copy("product-template");
  const picture = item.querySelector(".picture");
  picture.addEventListener("error", () => { picture.hidden = true; });
  picture.src = `/demo/tour-${sku}.svg`;
  item.querySelector(".name").textContent = name;
  item.querySelector(".description").textContent = description;
  item.querySelector(".price").textContent = shown(centavos(price));
  item.querySelector(".add .visually-hidden").textContent = ` ${name} al carrito`;
  item.querySelector(".add").addEventListener("click", () => {
    choose(sku, (chosen.get(sku) ?? 0) + 1);
    announce(`${name}: ${chosen.get(sku)} en el carrito.`);
  });
  return item;
}

function choose(sku, quantity) {
  chosen = cart.withQuantity(chosen, sku, quantity);
  cart.write(chosen);
  showCart();
}

function showCart() {
  const cartLines = cart.lines(chosen, products);
  const empty = cartLines.length === 0;
  find("cart-empty").hidden = !empty;
  find("cart-full").hidden = empty;
  find("cart-count").textContent = cart.count();
  keepFocus(find("cart-lines"), () => find("cart-lines").replaceChildren(...cartLines.map(line)));
  showTotals(find("cart-totals"), cart.totals(cartLines));
}

function line({ sku, name, quantity, amount }) {
  const item = copy("line-template");
  const part = (selector) => item.querySelector(selector);
  part(".name").textContent = name;
  part(".amount").textContent = shown(amount);
  part(".quantity").setAttribute("aria-label", `Cantidad de ${name}`);
  part(".quantity").value = quantity;
  part(".less").setAttribute("aria-label", `Uno menos de ${name}`);
  part(".less").disabled = quantity === 1;
  part(".more").setAttribute("aria-label", `Uno más de ${name}`);
  part(".more").disabled = quantity === cart.MOST;
  part(".remove .visually-hidden").textContent = ` ${name}`;
  part(".less").addEventListener("click", () => choose(sku, quantity - 1));
  part(".more").addEventListener("click", () => choose(sku, quantity + 1));
  part(".quantity").addEventListener("change", (event) => choose(sku, Math.max(1, Math.trunc(event.target.value) || 1)));
  part(".remove").addEventListener("click", () => {
    choose(sku, 0);
    announce(`${name} ya no está en el carrito.`);
    find("carrito").focus();
  });
  item.querySelectorAll("button, input").forEach((control) => { control.dataset.key = `${sku} ${control.className}`; });
  return item;
}

/** Redrawing a list must not take the keyboard away from the button that was pressed. */
function keepFocus(list, redraw) {
  const key = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  redraw();
  if (key === undefined) return;
  const control = [...list.querySelectorAll("[data-key]")].find(({ dataset }) => dataset.key === key);
  const neighbour = control?.disabled ? control.parentElement.querySelector(":enabled") : control;
  neighbour?.focus();
}

async function pay() {
  const button = find("go-to-pay");
  if (button.getAttribute("aria-disabled") === "true") return;
  setBusy(true);
  find("pay-problem").hidden = true;
  try {
    const cartLines = cart.lines(chosen, products);
    const { id } = await server.createCheckout(cart.items(chosen));
    orders.remember({ id, lines: cartLines, ...cart.totals(cartLines) });
    location.assign(`/?pago=${encodeURIComponent(id)}`);
  } catch (failure) {
    const reason = failure.cause?.detail ?? "Revise su conexión y vuelva a intentarlo.";
    find("pay-problem").textContent = `No pudimos preparar su pago. ${reason}`;
    find("pay-problem").hidden = false;
    setBusy(false);
  }
}

function setBusy(busy) {
  find("go-to-pay").setAttribute("aria-disabled", String(busy));
  find("go-to-pay").textContent = busy ? "Preparando su pago…" : "Ir a pagar";
}

/** A paid order empties the cart; one still in process is offered for a look instead of a second payment. */
async function followLatestOrder() {
  const order = orders.latest();
  if (!order || order.settled) return;
  const { state } = await server.checkout(order.id).catch(() => ({}));
  if (state === "paid") {
    forget(order.id);
    chosen = new Map();
    showCart();
  } else if (state === "pending") {
    find("pending-order").querySelector("a").href = `/?pago=${encodeURIComponent(order.id)}`;
    find("pending-order").hidden = false;
  }
}

// A page that comes back from the browser's memory (the Back button) must not show a busy button.
addEventListener("pageshow", (event) => { if (event.persisted) setBusy(false); });

start();
