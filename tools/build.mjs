/** `npm run build [-- OUT]`, and after every `npm ci`: everything that runs outside the sources. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCli, buildFunction } from './bundles.mjs';
import { stacksetTemplate } from './stackset.mjs';

const [out = 'dist'] = process.argv.slice(2);

async function buildStackset() {
  const template = await readFile('template-regional.yaml', 'utf8');
  const code = await readFile(join(out, 'history', 'index.js'), 'utf8');
  await writeFile(join(out, 'stackset-regional.yaml'), stacksetTemplate(template, code));
}

await Promise.all([
  buildCli(out).then(() => buildFunction('report', out)),
  buildFunction('events', out),
  buildFunction('exports', out),
  buildFunction('history', out).then(buildStackset),
]);
