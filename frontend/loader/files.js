// The widget's other files, loaded once for all elements of the page, each checked
// against the hash this loader was built with.

/** Where this script came from, and so everything else does. */
export const ORIGIN = new URL(import.meta.url).origin;

const url = (kind) => `${ORIGIN}/widget/${FILES[kind]}`;
const get = (kind) => fetch(url(kind), { integrity: INTEGRITY[kind] });

let loading;

/** Everything the widget needs: its module, started, and its style sheet. */
export const load = () => (loading ??= Promise.all([module(), sheet()]).then(([module, sheet]) => ({ module, sheet })));

async function module() {
  const compiled = WebAssembly.compileStreaming(get("wasm"));
  compiled.catch(() => {});
  // import() takes no hash; what it imports was preloaded with one, or fails.
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", href: url("js"), integrity: INTEGRITY.js, crossOrigin: "" });
  document.head.append(link);
  const glue = await import(url("js"));
  await glue.start(compiled);
  return glue;
}

async function sheet() {
  const answer = await get("css");
  if (!answer.ok) throw Error(answer.status);
  return new CSSStyleSheet().replace(await answer.text());
}

const asked = {};

/** Asks the API for something that will be wanted, once; the answer is for one taker. */
export const ask = (path) => (asked[path] ??= fetch(ORIGIN + path, { credentials: "omit" }));

/** Takes the answer, if it was asked for. */
export const take = (path) => {
  const answer = asked[path];
  delete asked[path];
  return answer;
};
