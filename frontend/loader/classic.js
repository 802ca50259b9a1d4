// pse-checkout.classic.js: the same element as pse-checkout.js defines, for pages that load classic scripts, and for what
// rewrites their tags: plugins that delay scripts take the address out of `src`, or run a script that is nobody's current one.

import { define } from "./element.js";
import { from } from "./service.js";

// `<img name="currentScript">` may stand in its place, and has another `src`.
const tags = Array.from(document.querySelectorAll("script"), (script) => script.cloneNode().outerHTML);
const [url] = /[^",;\s]*\/pse-checkout\.classic\.js/.exec([document.currentScript?.src, ...tags]) ?? [];

from(url);
define();
