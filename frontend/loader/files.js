// The widget's other files, loaded once for all elements of the page, each checked
// against the hash this loader was built with.

/** Where this script came from, and so everything else does. */
export const ORIGIN = new URL(import.meta.url).origin;

// A file is named after the beginning of its hash.
const url = (kind) => `${ORIGIN}/widget/pse-checkout-${HASHES[kind].slice(0, 12).replace(/\W/g, "-")}.${kind}`;
const integrity = (kind) => `sha256-${HASHES[kind]}`;
const get = (kind) => fetch(url(kind), { integrity: integrity(kind) });

let loading;

/** Everything the widget needs but its words: its module, started, and its style sheet. */
export const load = () => (loading ??= Promise.all([module(), sheet()]));

const spoken = {};

/** A language's words. */
export const words = (lang) => (spoken[lang] ??= text(`${lang}.txt`));

async function module() {
  const compiled = WebAssembly.compileStreaming(get("wasm"));
  compiled.catch(() => {});
  // import() takes no hash; what it imports was preloaded with one, or fails.
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", href: url("js"), integrity: integrity("js"), crossOrigin: "" });
  document.head.append(link);
  const glue = await import(url("js"));
  await glue.start(compiled);
  return glue;
}

const sheet = async () => new CSSStyleSheet().replace(await text("css"));

/** A file whose content is not what it was built with is no answer. */
const text = async (kind) => (await get(kind)).text();

const asked = {};

/** Asks the API for something that will be wanted, once; the answer is for one taker. */
export const ask = (path, lang) =>
  (asked[path] ??= fetch(ORIGIN + path, { credentials: "omit", headers: { "accept-language": lang } }));

/** Takes the answer, if it was asked for. */
export const take = (path) => {
  const answer = asked[path];
  delete asked[path];
  return answer;
};
