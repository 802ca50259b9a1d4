// The widget's other files, loaded once for all elements of the page, each checked
// against the hash this loader was built with.

// A file is named after the beginning of its hash.
const url = (service, kind) =>
  `${service}${PATHS.widget_file}pse-checkout-${HASHES[kind].slice(0, 12).replace(/\W/g, "-")}.${kind}`;
const integrity = (kind) => `sha256-${HASHES[kind]}`;
const get = (service, kind) => fetch(url(service, kind), { integrity: integrity(kind) });

const kept = {};

/** Has it made once; one that fails is made anew for the next who asks. */
const once = (key, make) =>
  (kept[key] ??= make().catch((error) => {
    delete kept[key];
    throw error;
  }));

/** Everything the widget needs but its words: its module, started, with its style sheet. */
export const load = (service) => once("js", () => module(service));

/** A language's words. */
export const words = (service, lang) => once(lang, async () => (await get(service, `${lang}.txt`)).text());

/** Whether the browser checks a module's hash, so that anybody may bring it: Apple's does not, though it preloads. */
export const isChecked = () => document.createElement("link").relList?.supports?.("modulepreload") && !/^A/.test(navigator.vendor);

let times = 0;

async function module(service) {
  const { compile, compileStreaming } = WebAssembly;
  const file = get(service, "wasm");
  const compiled = compileStreaming?.(file) ?? file.then((answer) => answer.arrayBuffer()).then(compile);
  compiled.catch(() => {});
  // A browser may remember that an import failed: another time is another address.
  const href = `${url(service, "js")}#${times++}`;
  // import() takes no hash; what it imports was preloaded with one, or fails.
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", href, integrity: integrity("js"), crossOrigin: "" });
  document.head.append(link);
  // In a bundle this file is the page's own; that one is not.
  const glue = await import(/* webpackIgnore: true */ href);
  await glue.start(compiled);
  return glue;
}
