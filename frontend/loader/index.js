// pse-checkout.js: the one script a merchant's page loads. Defines <pse-checkout>, which
// paints its button at once and brings the rest (hashed files beside this one) while the
// page is idle, or as soon as somebody comes near the button. Names in capitals that no file here declares
// (LABELS, PATHS, HASHES…) are written in by the build: frontend/build/loader.mjs.

import { define, restart } from "./element.js";
import { from, say } from "./service.js";

from(import.meta.url);
define();

/** Says where the service is, for a page whose own script has this one in it. */
export function configure({ service }) {
  if (say(service)) restart();
}
