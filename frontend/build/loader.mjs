// What loader/*.js leaves to the build, under names in capitals: esbuild writes each into its name's place. Labels and
// addresses come by name from pse-words' loader.json, so that they stand in shared/ alone.

/** An address of pse-words up to the only thing put into it, `{…}`, which the loader adds to the end. */
function beginning(name, address) {
  const [, start] = /^([^{}]+)\{\w+\}$/.exec(address) ?? [];
  if (!start) throw new Error(`the loader cannot make the address ${name}: it only adds to an end, not to ${address}`);
  return start;
}

/** The names and what stands for each, from loader.json's content and what else is known by name. */
export function definitions({ labels, paths, return_parameter }, others) {
  const [first] = Object.values(labels);
  const names = Object.keys(first);
  const said = (code, name) => {
    const text = labels[code][name];
    if (!text) throw new Error(`the language ${code} has no label ${name}`);
    return text;
  };
  // A language is a list, to be short; a label's name is its place there.
  const lists = Object.keys(labels).map((code) => [code, names.map((name) => said(code, name))]);
  const values = {
    LABELS: Object.fromEntries(lists),
    ...Object.fromEntries(names.map((name, place) => [`LABEL.${name}`, place])),
    ...Object.fromEntries(Object.entries(paths).map(([name, address]) => [`PATHS.${name}`, beginning(name, address)])),
    RETURN_PARAMETER: return_parameter,
    ...others,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}

/** Fails when the loader says a name that nothing was written for: it would be undefined in the buyer's browser. */
export function assertDefined(code) {
  const [name] = /\b(?:LABELS?|PATHS|RETURN_PARAMETER|HASHES|BUTTON_CSS)\b[.\w]*/.exec(code) ?? [];
  if (name) throw new Error(`the loader says ${name}, which the build does not know: see build/loader.mjs`);
}
