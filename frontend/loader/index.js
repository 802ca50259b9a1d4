// pse-checkout.js: the one script a merchant's page loads. Defines <pse-checkout>, which
// paints its button at once and brings the rest (hashed files beside this one) while the
// page is idle, or as soon as somebody comes near the button. Names in capitals that no file here declares
// (LABELS, PATHS, HASHES…) are written in by the build: frontend/build/loader.mjs.

import { PseCheckout } from "./element.js";

customElements.get("pse-checkout") || customElements.define("pse-checkout", PseCheckout);
