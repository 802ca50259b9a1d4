// The widget's first screen written by hand in JavaScript: what <pse-checkout> is measured against. It looks, asks, checks and
// sends the same, in the same languages; what comes after its screen is the service's own page. WORD, LABELS, LANGUAGES and CSS
// are written in by the build (build.mjs).

import { PseCheckout } from "./element.js";

customElements.define("pse-checkout", PseCheckout);
