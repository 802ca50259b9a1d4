// The documented examples as a merchant has them: copied into a project of its own, the types from the service beside
// the component, built with its tools.

import { execFile } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { compileScript, parse } from "vue/compiler-sfc";

import { PROJECT } from "./programs.mjs";

export const EXAMPLES = `${PROJECT}docs/examples/`;
const MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

/** A copy of an example that has the types this service gives; `name` is the copy's. */
export async function project(example, name, service) {
  const folder = `${PROJECT}tests/output/examples/${name}/`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(EXAMPLES + example, folder, { recursive: true });
  const types = await fetch(`${service.url}/widget/pse-checkout.d.ts`);
  if (!types.ok) throw new Error(`the service has no types: ${types.status}`);
  writeFileSync(`${folder}pse-checkout.d.ts`, await types.text());
  return folder;
}

/** Builds a file of a project, or what `stdin` says (as esbuild takes it), for `development` or `production`. */
export async function bundle(entry, mode, stdin) {
  const { outputFiles } = await build({
    ...(stdin ? { stdin } : { entryPoints: [entry] }),
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    jsxDev: mode === "development",
    minify: mode === "production",
    nodePaths: [MODULES],
    plugins: [singleFileComponents(mode, await compilerOptions())],
    define: {
      "process.env.NODE_ENV": JSON.stringify(mode),
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** What the compilers say against a project's types: nothing, if it is right. */
export async function typeErrors(folder) {
  // Where a merchant has the packages beside the sources, here they are the tests'.
  const paths = { "*": [`${MODULES}/@types/*`, `${MODULES}/*`] };
  const config = `${folder}tsconfig.json`;
  writeFileSync(config, JSON.stringify({ extends: `${EXAMPLES}tsconfig.json`, compilerOptions: { paths }, include: ["*"] }));
  try {
    await promisify(execFile)(`${MODULES}/.bin/vue-tsc`, ["--project", config]);
    return "";
  } catch (failure) {
    return failure.stdout || failure.message;
  }
}

/** What the Vue example tells Vue's compiler in its Vite configuration. */
async function compilerOptions() {
  const given = { "@vitejs/plugin-vue": "export default (options) => options", vite: "export const defineConfig = (config) => config" };
  const { outputFiles } = await build({
    entryPoints: [`${EXAMPLES}vue/vite.config.js`],
    bundle: true,
    write: false,
    format: "esm",
    plugins: [{
      name: "given",
      setup(at) {
        at.onResolve({ filter: /^(@vitejs\/plugin-vue|vite)$/ }, ({ path }) => ({ path, namespace: "given" }));
        at.onLoad({ filter: /.*/, namespace: "given" }, ({ path }) => ({ contents: given[path] }));
      },
    }],
  });
  const { default: config } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return config.plugins[0].template.compilerOptions;
}

const singleFileComponents = (mode, compilerOptions) => ({
  name: "vue",
  setup(at) {
    at.onLoad({ filter: /\.vue$/ }, ({ path }) => {
      // As Vite's plugin does: what an element is decides the parser, the rest the compiler.
      const options = { filename: path, templateParseOptions: compilerOptions };
      const { descriptor, errors } = parse(readFileSync(path, "utf8"), options);
      if (errors.length > 0) throw errors[0];
      const { content } = compileScript(descriptor, {
        id: path,
        inlineTemplate: true,
        isProd: mode === "production",
        templateOptions: { compilerOptions },
      });
      return { contents: content, loader: "ts", resolveDir: dirname(path) };
    });
  },
});
