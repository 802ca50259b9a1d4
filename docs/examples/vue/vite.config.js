// Vue is told that <pse-checkout> is an element of the browser's, no component of yours.

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "pse-checkout" } } })],
});
