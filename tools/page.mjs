/** The report's page, without a model: script and style inline, and a policy that names their hashes. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import esbuild from 'esbuild';

const FOLDER = 'src/report/page';

const bundle = (entry, options) =>
  esbuild.build({
    entryPoints: [join(FOLDER, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    target: ['es2022', 'safari17.5'],
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });

const textOf = ({ outputFiles: [file] }) => file.text;

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The style that Observable Plot puts into each of its charts, by the class that the page gives it. */
async function styleOfCharts() {
  const source = await readFile(join(FOLDER, 'chart-style.txt'), 'utf8');
  return source.trimEnd();
}

/** Whatever the model holds: nothing is fetched, and only these scripts and styles count. */
const policy = (script, styles) =>
  [
    "default-src 'none'",
    `script-src ${sha256(script)}`,
    `style-src ${styles.map(sha256).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Between tags, a text must not end its element, nor hold what a reader of HTML would change. */
function inline(text) {
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error('The bundle would end its element.');
  if (/[\0\r]/.test(text)) throw new Error('The bundle holds signs that HTML does not keep.');
  return text;
}

/** Writes `OUT/report/page.html`, whole or not at all: tests build at the same time. */
export async function buildPage(out = 'dist') {
  const script = inline(
    textOf(
      await bundle('main.tsx', { format: 'iife', jsx: 'automatic', jsxImportSource: 'preact' }),
    ),
  );
  const style = inline(textOf(await bundle('style.css', {})));
  const shell = await readFile(join(FOLDER, 'shell.html'), 'utf8');
  const parts = {
    POLICY: policy(script, [style, await styleOfCharts()]),
    STYLE: style,
    SCRIPT: script,
  };
  // White space around a part would be hashed with it.
  const page = shell.replace(/\s*\{\{(\w+)\}\}\s*/g, (_all, name) => parts[name]);
  const file = join(out, 'report', 'page.html');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, page);
  await rename(`${file}.${process.pid}`, file);
  return page;
}
