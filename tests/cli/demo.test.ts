/** The demo as a stranger sees it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../local/scratch';
import { listing, run, succeed, tooWide, type Outcome } from './program';

const DEMO = ['demo', '--days', '2', '--seed', '3'];
let folder: string;
let first: Outcome;

beforeAll(async () => {
  folder = scratch();
  first = await run(DEMO, { cwd: folder });
});

test('prints its sections within 80 columns, progress apart from results', () => {
  expect(first.code).toBe(0);
  expect(first.stderr).toMatch(/^Making a demo organization in athena-ledger-demo\/[^\n]*\n$/);
  expect(tooWide(first.stdout)).toEqual([]);
  for (const heading of [
    'Athena Ledger · demo organization · 2026-11-19 to 2026-11-20 (UTC)',
    'Who read the most',
    'What cost the most',
    'What was refused',
    'Is anything missing?',
    'Who is silent?',
    'Go on',
  ]) {
    expect(first.stdout).toContain(heading);
  }
  expect(first.stdout).toMatch(
    /\d+ events by \d+ users in \d+ accounts and \d+ regions: .* scanned, \$/,
  );
});

test('leaves a lake that the other commands read', async () => {
  const lake = join(folder, 'athena-ledger-demo');
  for (const name of ['history', 'trail', 'submissions', 'events', 'ledger'])
    expect(existsSync(join(lake, name))).toBe(true);
  const list = await succeed(['query', '--list']);
  const names = [...list.matchAll(/^(@[a-z-]+) /gm)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThanOrEqual(8);
  expect(tooWide(list)).toEqual([]);
  const answer = await succeed(['query', '--lake', 'athena-ledger-demo', names[0]!], folder);
  expect(answer).toMatch(/\n\d+ rows\n$/);
  const ledger = await succeed(['ledger', '--lake', lake]);
  expect(ledger).toMatch(/^day .*\n.*\n2026-11-19 .*\n2026-11-20 /);
});

test('the same seed prints the same, into the same folder', async () => {
  expect(await succeed(DEMO, folder)).toBe(first.stdout);
});

test('replaces nothing but a demo', async () => {
  const other = scratch();
  await succeed([...DEMO.slice(0, 3), '--lake', join(other, 'made')], folder);
  const before = listing(folder);
  const refused = await run([...DEMO, '--lake', folder]);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/^athena-ledger: [^\n]*holds files that are no demo[^\n]*\n$/);
  expect(listing(folder)).toEqual(before);
});

/** Lines of the README’s first block, in pieces between the marks of what it leaves out. */
function picture(): string[] {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const block = /```\n\$ npm ci && npm start\n\n(.*?)\n```/s.exec(readme)?.[1] ?? '';
  return block.split('\n  …\n');
}

test('npm start prints what the README shows', async () => {
  const { stdout } = await run(['demo'], { cwd: scratch() });
  // Whatever it leaves out: it shows each of the three tables.
  expect(picture().join('\n').split('\n').length).toBeGreaterThan(20);
  const places = picture().map((piece) => stdout.indexOf(piece));
  expect(places).not.toContain(-1);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
});
