/** `athena-ledger export` over the demo: every event in one file, as parsers that are not ours read it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { EVENTS } from '../../src/core/tables';
import { open, scratch } from '../local/scratch';
import { listing, run, succeed, tooWide } from './program';

type Row = Record<string, unknown>;

const root = scratch();
const lake = join(root, 'lake');
/** All days as CSV. */
const csvOut = join(root, 'csv');
const [FROM, TO] = ['2026-11-18', '2026-11-20'];

let events: Row[];

/** As `query --format json` prints it, tags by their keys. */
const keyOf = (row: Row): string => (row['query_execution_id'] ?? row['event_id']) as string;
const byKey = (rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

beforeAll(async () => {
  await succeed(['demo', '--lake', lake, '--days', '3']);
  const names = EVENTS.columns.map(({ name }) => `"${name}"`).join(', ');
  const sql = `SELECT ${names}, day FROM events`;
  const printed = await succeed(['query', '--lake', lake, '--format', 'json', sql]);
  events = byKey(JSON.parse(printed) as Row[]);
  await exported(csvOut);
});

const exported = (out: string, ...args: string[]) =>
  succeed(['export', '--lake', lake, '--out', out, '--from', FROM, '--to', TO, ...args]);

function reports(out: string): { key: string; text: string }[] {
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.(csv|json)$/.test(name))
    .sort()
    .map((key) => ({ key, text: readFileSync(join(out, key), 'utf8') }));
}

test('JSON: one array an hour, and all of them together are the table', async () => {
  const out = scratch();
  const said = await exported(out, '--format', 'json');
  expect(said).toMatch(/^Wrote 72 reports with [\d,]+ events below /);
  const files = reports(out);
  expect(files).toHaveLength(72);
  const rows = files.flatMap(({ text }) => JSON.parse(text) as Row[]);
  expect(rows.length).toBeGreaterThan(500);
  expect(byKey(rows)).toEqual(events);
  expect(files[0]!.key).toBe(
    'reports/year=2026/month=11/day=18/hour=00/report_2026_11_18_h00.json',
  );
});

/** A cell as the table has it, by the column's type; docs/reports.md says how. */
function valueOf(cell: string, type: unknown): unknown {
  if (cell === '') return null;
  if (typeof type === 'object') return JSON.parse(cell);
  if (type === 'boolean') return cell === 'true';
  if (type === 'bigint' || type === 'double') return Number(cell);
  return cell.replace(/^'(?='*[=+\-@\t\r])/, '');
}

test('CSV: a strict parser reads it, and finds the same rows', () => {
  const types = new Map<string, unknown>(EVENTS.columns.map(({ name, type }) => [name, type]));
  const rows = reports(csvOut).flatMap(({ text }) => {
    const records: Record<string, string>[] = parse(text, {
      columns: true,
      record_delimiter: '\r\n',
    });
    return records.map((record) =>
      Object.fromEntries(Object.entries(record).map(([k, v]) => [k, valueOf(v, types.get(k))])),
    );
  });
  // Of an empty text the parser makes what it makes of none.
  const unquoted = events.map((row) =>
    Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v === '' ? null : v])),
  );
  expect(byKey(rows)).toEqual(unquoted);
});

test('CSV: DuckDB’s reader counts the same rows and bytes', async () => {
  const { sql } = await open(lake);
  const wanted = await sql.select(
    'SELECT count(*), sum(data_scanned), sum(query_length) FROM events',
  );
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const found = await connection.runAndReadAll(
    `SELECT count(*)::INT, sum(data_scanned)::BIGINT, sum(query_length)::BIGINT FROM read_csv(
      '${csvOut}/**/*.csv', header = true, quote = '"', escape = '"', max_line_size = 10000000)`,
  );
  expect(found.getRows()[0]!.map(Number)).toEqual(wanted.rows[0]!.map(Number));
  connection.closeSync();
});

test('hours of a zone: every event once, in the hour that its clocks showed', async () => {
  const out = scratch();
  const zone = ['--format', 'json', '--time-zone', 'America/New_York'];
  const said = await exported(out, ...zone);
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const seen = new Set<string>();
  for (const { key, text } of reports(out)) {
    const [, year, month, day, hour] = /report_(\d+)_(\d+)_(\d+)_h(\d+)\.json$/.exec(key)!;
    for (const row of JSON.parse(text) as Row[]) {
      const shown = clock.format(new Date(String(row['submitted_at'])));
      expect(shown.slice(0, 13)).toBe(`${year}-${month}-${day} ${hour}`);
      seen.add(keyOf(row));
    }
  }
  // The last five hours of the last day are of a UTC day that is not built.
  expect(said).toContain('Hours without a report: 5;');
  const expected = events.filter((row) => String(row['submitted_at']) >= '2026-11-18T05');
  expect(seen.size).toBe(new Set(expected.map(keyOf)).size);
});

test('again, it writes the same bytes; by default below the lake', async () => {
  const first = listing(csvOut);
  await exported(csvOut);
  expect(listing(csvOut)).toEqual(first);
  await succeed(['export', '--lake', lake, '--from', TO, '--to', TO]);
  const inLake = listing(join(lake, 'reports'));
  expect(Object.keys(inLake)).toHaveLength(24);
  for (const [key, hash] of Object.entries(inLake)) expect(first[`reports/${key}`]).toBe(hash);
});

test.each([
  [['--from', FROM], 2, /--to/],
  [['--from', TO, '--to', FROM], 2, /swap them/],
  [['--from', FROM, '--to', '2026-02-30'], 2, /Write a day/],
  [['--from', FROM, '--to', TO, '--format', 'xml'], 2, /csv, json/],
  [['--from', FROM, '--to', TO, '--time-zone', 'Mars'], 2, /IANA/],
  [['--from', '2026-01-01', '--to', '2026-01-02'], 1, /athena-ledger build/],
])('%j ends with %i and says what to do', async (args, code, message) => {
  const outcome = await run(['export', '--lake', lake, ...args]);
  expect(outcome).toMatchObject({ code, stdout: '' });
  expect(outcome.stderr).toMatch(message);
  expect(outcome.stderr.trimEnd()).not.toContain('\n');
});

test('its help fits a terminal and shows examples', async () => {
  const help = await succeed(['export', '--help']);
  expect(tooWide(help)).toEqual([]);
  expect(help).toContain('$ athena-ledger export --lake lake');
});
