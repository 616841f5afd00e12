/** Runs one of the project's own TypeScript programs: `node tools/run.mjs bench/index.ts [args]`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import esbuild from 'esbuild';

const [entry, ...args] = process.argv.slice(2);
const outfile = join(mkdtempSync(join('node_modules', '.run-')), 'program.cjs');
await esbuild.build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  loader: { '.sql': 'text' },
  sourcemap: 'inline',
  logLevel: 'warning',
});
const run = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], {
  stdio: 'inherit',
});
rmSync(dirname(outfile), { recursive: true, force: true });
process.exit(run.status ?? 1);
