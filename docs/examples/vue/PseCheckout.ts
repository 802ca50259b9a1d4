// <pse-checkout> as a Vue 3 component. In a template the element can also be written as it is,
//   <pse-checkout :checkout="id" @pse:status="…" />
// with `compilerOptions.isCustomElement = (tag) => tag === "pse-checkout"`.

import { defineComponent, h, type PropType } from "vue";
import type { PseEventDetails } from "../../../frontend/types/pse-checkout";

const EVENTS = ["pse:ready", "pse:step", "pse:redirect", "pse:status", "pse:error"] as const;

export const PseCheckout = defineComponent({
  name: "PseCheckout",
  props: {
    checkout: String,
    lang: String,
    theme: String as PropType<"light" | "dark">,
  },
  emits: {
    /** Everything the widget tells: the event's name and its detail. */
    event: (_name: keyof PseEventDetails, _detail: PseEventDetails[keyof PseEventDetails]) => true,
  },
  setup(props, { emit }) {
    const listeners = Object.fromEntries(
      EVENTS.map((name) => [
        `onPse:${name.slice(4)}`,
        ({ detail }: CustomEvent<PseEventDetails[typeof name]>) => emit("event", name, detail),
      ]),
    );
    return () => h("pse-checkout", { ...props, ...listeners });
  },
});
