// A merchant's page for each side: the tag, the HTML that the service writes (`embed`), the same by hand, and Adyen Web as it
// is embedded and in its own best case.

import { LONG_ORDER, ORDER } from "./order.mjs";

const page = (title, head, body) =>
  `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Pago</h1>${body}</main></body></html>`;

/** An answer of the service's as a block of data; nothing in it can end the block. */
const block = (path, answer) =>
  `<script type="application/json" data-path="${path}">${JSON.stringify(answer).replaceAll("<", "\\u003c")}</script>`;

/** What the widget will need is asked for while the page is read, then script and element with their data: as the service writes it. */
function embed(url, { name, integrity }, files, { view, banks, paths }) {
  const lang = view.language.toLowerCase();
  const preloads = files.flatMap((file) => {
    const how = file.name.endsWith(".js") ? "modulepreload" : /\.wasm$|\.es\.txt$/.test(file.name) ? 'preload" as="fetch' : undefined;
    return how ? [`<link rel="${how}" href="${url}/widget/${file.name}"${how.startsWith("module") ? ` integrity="${file.integrity}"` : ""} crossorigin>\n`] : [];
  });
  const checked = integrity ? ` integrity="${integrity}" crossorigin` : "";
  const script = `<script type="module" src="${url}${name}"${checked}></script>\n`;
  const data = block(paths.view, view) + block(paths.banks, banks);
  return `${preloads.join("")}${script}<pse-checkout checkout="${view.id}" lang="${lang}">${data}</pse-checkout>\n`;
}

// Its style sheet is asked for before its script in both, as it is larger than it looks and nothing is shown without it.
const ADYEN_STYLES = '<link rel="stylesheet" href="/adyen.css">';
const ADYEN_SCRIPT = '<script type="module" src="/adyen.js"></script>';

/** Each side's page, by its path. `files` are the widget's hashed ones, `hand` the script by hand, `texts` what Adyen Web asks for. */
export function pages({ url, files, hand, texts }) {
  const loader = { name: "/pse-checkout.js" };
  const script = { name: `/widget/${hand.name}`, integrity: hand.integrity };
  const spoken = files.filter(({ name }) => name.endsWith(".txt"));
  return {
    ours: page("pse-checkout", `<script type="module" src="${url}/pse-checkout.js"></script>`, `<pse-checkout checkout="${ORDER.view.id}"></pse-checkout>`),
    embedded: page("pse-checkout", "", embed(url, loader, files, ORDER)),
    embedded_100: page("pse-checkout", "", embed(url, loader, files, LONG_ORDER)),
    by_hand: page("by hand", "", embed(url, script, spoken, ORDER)),
    by_hand_100: page("by hand", "", embed(url, script, spoken, LONG_ORDER)),
    adyen: page("Adyen Web", ADYEN_STYLES + ADYEN_SCRIPT, '<div id="place"></div>'),
    adyen_preloaded: page(
      "Adyen Web",
      // Its script asks for its texts only once it runs, and draws nothing before they are there.
      `<link rel="preload" as="style" href="/adyen.css"><link rel="modulepreload" href="/adyen.js"><link rel="preload" as="fetch" href="${texts}" crossorigin>${ADYEN_STYLES}${ADYEN_SCRIPT}`,
      '<div id="place" data-lean></div>',
    ),
  };
}
