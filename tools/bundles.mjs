/** What the build bundles, and how: the tests hold the outputs to these. */
import esbuild from 'esbuild';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.sql': 'text' },
  logLevel: 'warning',
  legalComments: 'none',
};

/** One self-contained CommonJS file per function, the SDK inside: nothing else is deployed. */
export const buildFunction = (stage) =>
  esbuild.build({
    ...common,
    entryPoints: [`src/${stage}/handler.ts`],
    outfile: `dist/${stage}/index.js`,
    minify: true,
    keepNames: true, // failures are told apart by name
    metafile: true,
  });

/** The command line: packages stay in node_modules (DuckDB is native). */
export const buildCli = () =>
  esbuild.build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli/index.js',
    packages: 'external',
    sourcemap: true,
  });
