// The widget's other files, loaded once for all elements of the page, each checked
// against the hash this loader was built with.

/** Where this script came from, and so everything else does. */
export const ORIGIN = new URL(import.meta.url).origin;

// A file is named after the beginning of its hash.
const url = (kind) =>
  `${ORIGIN}${PATHS.widget_file}pse-checkout-${HASHES[kind].slice(0, 12).replace(/\W/g, "-")}.${kind}`;
const integrity = (kind) => `sha256-${HASHES[kind]}`;
const get = (kind) => fetch(url(kind), { integrity: integrity(kind) });

const kept = {};

/** Has it made once; one that fails is made anew for the next who asks. */
const once = (key, make) =>
  (kept[key] ??= make().catch((error) => {
    delete kept[key];
    throw error;
  }));

/** Everything the widget needs but its words: its module, started, with its style sheet. */
export const load = () => once("js", module);

/** A language's words. */
export const words = (lang) => once(lang, async () => (await get(`${lang}.txt`)).text());

let times = 0;

async function module() {
  const compiled = WebAssembly.compileStreaming(get("wasm"));
  compiled.catch(() => {});
  // A browser may remember that an import failed: another time is another address.
  const href = `${url("js")}#${times++}`;
  // import() takes no hash; what it imports was preloaded with one, or fails.
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", href, integrity: integrity("js"), crossOrigin: "" });
  document.head.append(link);
  const glue = await import(href);
  await glue.start(compiled);
  return glue;
}
