import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Not of the repository: what .gitignore names, and git itself. */
const OUTSIDE = new Set([
  '.git',
  ...readFileSync(join(ROOT, '.gitignore'), 'utf8').match(/^[^*\n]+(?=\/$)/gm)!,
]);

/** Files of the repository, as paths from its root. */
function files(folder = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [relative(ROOT, path)];
    return OUTSIDE.has(entry.name) ? [] : files(path);
  });
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const ALL = files();
const PAGES = ALL.filter((file) => file.endsWith('.md'));

/** Code blocks and code in a line hold no links and no headings. */
const prose = (file: string): string =>
  read(file)
    .replace(/^```.*?^```/gms, '')
    .replace(/`[^`\n]*`(?!\])/g, '');

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (file: string): string[] =>
  [
    ...read(file)
      .replace(/^```.*?^```/gms, '')
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, heading = '']) => anchorOf(heading));

/** Links of a page to other files or headings of the repository. */
const linksOf = (page: string): string[] =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), decodeURIComponent(path));
  if (target.startsWith('..') || !existsSync(join(ROOT, target))) return true;
  return anchor !== undefined && !anchorsOf(target).includes(anchor);
}

/** Written in pieces, so that this file does not hold what it forbids. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'a path of one machine',
    new RegExp(`(^|[^\\w.*~}/-])/(${['wo' + 'rk', 'ro' + 'ot'].join('|')})/`, 'm'),
  ],
  ['a document that is not here', new RegExp(`\\b${'DESI' + 'GN'}\\.md\\b`)],
  ['work left for later', new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`)],
];

it('every link of every page leads somewhere', () => {
  expect(PAGES).toContain('docs/architecture.md');
  const broken = PAGES.flatMap((page) =>
    linksOf(page)
      .filter((link) => isBroken(page, link))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

it.each(FORBIDDEN)('no file mentions %s', (_what, pattern) => {
  // The lock file is npm's; its checksums may spell anything.
  const own = ALL.filter((file) => file !== 'package-lock.json');
  expect(own.length).toBeGreaterThan(100);
  expect(own.filter((file) => pattern.test(read(file)))).toEqual([]);
});

it('only tests look outside the repository', () => {
  const outside = ALL.filter((file) => read(file).includes(['..', 'shared'].join('/')));
  expect(outside.filter((file) => !file.startsWith('tests/'))).toEqual([]);
});
