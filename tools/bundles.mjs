/** What the build bundles, and how: the tests hold the outputs to these. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import esbuild from 'esbuild';
import { buildPage } from './page.mjs';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.sql': 'text', '.html': 'text' },
  logLevel: 'warning',
  legalComments: 'none',
};

/** The page of this build, not of an earlier one. */
const pageOf = (out) => ({
  name: 'page',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/dist\/report\/page\.html$/ }, () => ({
      path: resolve(out, 'report/page.html'),
    })),
});

/**
 * One self-contained CommonJS file per function, the SDK inside: nothing else is deployed.
 * `OUT/STAGE/contents.json` says what went into it, in bytes by file, and what it loads at run time.
 */
export async function buildFunction(stage, out = 'dist') {
  const outfile = join(out, stage, 'index.js');
  const { metafile } = await esbuild.build({
    ...common,
    entryPoints: [`src/${stage}/handler.ts`],
    outfile,
    // ES modules first: of CommonJS the whole of each SDK client would come along.
    mainFields: ['module', 'main'],
    // Theirs loads Node's own modules by import(): in CommonJS that is require().
    supported: { 'dynamic-import': false },
    minify: true,
    keepNames: true, // failures are told apart by name
    metafile: true,
    plugins: [pageOf(out)],
  });
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output.inputs).map(([file, { bytesInOutput }]) => [
    file,
    bytesInOutput,
  ]);
  const contents = {
    files: Object.fromEntries(files.filter(([, bytes]) => bytes > 0).sort()),
    loads: [...new Set(output.imports.map(({ path }) => path))].sort(),
  };
  await writeFile(join(out, stage, 'contents.json'), `${JSON.stringify(contents, null, 1)}\n`);
}

/** The command line, and the page it writes reports with; packages stay in node_modules (DuckDB is native). */
export const buildCli = (out = 'dist') => Promise.all([buildPage(out), buildProgram(out)]);

const buildProgram = (out) =>
  esbuild.build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    outfile: join(out, 'cli', 'index.js'),
    packages: 'external',
    sourcemap: true,
  });
