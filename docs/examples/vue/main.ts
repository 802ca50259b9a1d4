// Where the shop's page begins.

import { createApp } from "vue";
import App from "./App.vue";

const root = document.getElementById("root");
// Back from the bank the page has no ids: the element finds its own in the address.
const checkouts = root?.dataset.checkouts?.split(",").filter(Boolean) ?? [];
if (root) createApp(App, { checkouts }).mount(root);
