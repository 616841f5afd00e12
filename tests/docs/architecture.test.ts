import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
const config = readFileSync(join(ROOT, 'eslint.config.mjs'), 'utf8');

const words = (text: string): string[] => [...text.matchAll(/[a-z]+/g)].map(([word]) => word);

/** `MAY_IMPORT` of eslint.config.mjs: the borders as they are enforced. */
function enforced(): Record<string, string[]> {
  const body = /const MAY_IMPORT = \{\n(.*?)\n\};/s.exec(config)?.[1] ?? '';
  const lines = [...body.matchAll(/^ {2}(\w+): \[(.*?)\],$/gms)];
  return Object.fromEntries(lines.map(([, from = '', to = '']) => [from, words(to)]));
}

/** The table of folders: `| [core](…) or core | what | may import |`. */
function described(): Record<string, string[]> {
  const rows = [...page.matchAll(/^\| \[?`src\/(\w+)`\]?[^|]*\|[^|]*\| ([^|]*) \|$/gm)];
  return Object.fromEntries(
    rows.map(([, from = '', to = '']) => [from, to === '–' ? [] : words(to)]),
  );
}

describe('docs/architecture.md', () => {
  it('has the borders that the linter enforces', () => {
    expect(Object.keys(enforced()).length).toBeGreaterThan(5);
    expect(described()).toEqual(enforced());
  });

  it('names every folder of src', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true });
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(Object.keys(described()).sort()).toEqual(names.sort());
  });

  it('lets handlers import what their folder may, and aws', () => {
    expect(config).toMatch(/files: \['src\/\*\/handler\.ts'\].*borders\('aws'\)/);
    expect(page).toContain('`handler.ts` may import `aws` as well');
  });

  it('names every port', () => {
    const ports = readFileSync(join(ROOT, 'src/core/ports.ts'), 'utf8');
    const names = [...ports.matchAll(/^export interface (\w+) \{$/gm)].map(([, name]) => name);
    const kept = [
      'Clock',
      'Deadline',
      'Log',
      'FileStore',
      'QueryHistory',
      'Trail',
      'SqlEngine',
      'Catalog',
    ];
    expect(names).toEqual(expect.arrayContaining(kept));
    expect(kept.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
