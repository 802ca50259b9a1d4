// A page of a shop written in Vue: an order, its payment, and what became of it.

import { createApp, defineComponent, h, ref } from "vue";
import { PseCheckout } from "./PseCheckout";

const root = document.getElementById("root");
// Back from the bank the page has no ids: the element finds its own in the address.
const checkouts = root?.dataset.checkouts?.split(",").filter(Boolean) ?? [];

const Order = defineComponent(() => {
  const place = ref(0);
  const shown = ref(true);
  const heard = ref<string[]>([]);
  return () =>
    h("main", [
      h("h1", "Pago de su pedido"),
      shown.value &&
        h(PseCheckout, {
          checkout: checkouts[place.value],
          theme: "light",
          onEvent: (name, detail) => heard.value.push(`${name} ${JSON.stringify(detail)}`),
        }),
      h("button", { onClick: () => { shown.value = !shown.value; } }, shown.value ? "Ocultar" : "Mostrar"),
      checkouts.length > 1 && h("button", { onClick: () => { place.value = 1; } }, "Otro pedido"),
      h("ul", { id: "heard" }, heard.value.map((line) => h("li", line))),
    ]);
});

if (root) createApp(Order).mount(root);
