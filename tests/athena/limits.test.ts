/**
 * Limits of Athena (user guide, "Service quotas": a query string holds 262,144 bytes; "INSERT INTO"
 * and "Use CTAS and INSERT INTO to work around the 100 partition limit": a statement writes at most
 * 100 partitions).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, dayRange } from '../../src/core/days';
import { renderSql } from '../../src/core/sql-text';
import {
  CLOUDTRAIL_EVENTS_STAGING,
  EVENTS_STAGING,
  SUBMISSIONS_STAGING,
} from '../../src/core/tables';
import { insertStatements as monthStatements } from '../../src/compact/delivered-days';
import { insertStatement } from '../../src/events/build-events';
import { LIST_PRICES } from '../../src/events/prices';
import LATE_DAYS from '../../src/events/sql/late-days.sql';
import { tokensOf } from '../../src/local/duckdb/tokens';
import { insertStatements } from '../../src/submissions/statements';

const QUERY_STRING_BYTES = 262_144;
const DAY = '2026-03-10';
const RUN = '20260311T010203Z-0a1b2c3d-1';

/** Names as long as AWS has them. */
const regions = Array.from({ length: 40 }, (_, i) => `ap-southeast-${10 + i}`);
const sourcesOf = (accounts: number) =>
  Array.from({ length: accounts }, (_, i) => String(100_000_000_000 + i)).flatMap((account_id) =>
    regions.map((region) => ({ account_id, region })),
  );
const bytesOf = (statement: string): number => Buffer.byteLength(statement);

test('the submissions of 1,000 accounts in 40 regions are one statement, far below the limit', () => {
  const statements = insertStatements(sourcesOf(1000), DAY, RUN);
  expect(statements).toHaveLength(1);
  expect(bytesOf(statements[0]!)).toBeGreaterThan(15_000);
  expect(bytesOf(statements[0]!)).toBeLessThan(QUERY_STRING_BYTES / 4);
});

test('those of 10,000 accounts are ten; each account stands in one of them', () => {
  const statements = insertStatements(sourcesOf(10_000), DAY, RUN);
  expect(statements).toHaveLength(10);
  for (const statement of statements)
    expect(bytesOf(statement)).toBeLessThan(QUERY_STRING_BYTES / 4);
  const named = statements.flatMap((statement) => statement.match(/'1000000\d{5}'/g) ?? []);
  expect(named).toHaveLength(10_000);
  expect(new Set(named).size).toBe(10_000);
});

test('a month reads 200 accounts of one delivered day in a statement, far below the limit', () => {
  const chunk = { month: '2026-03', run: RUN, delivered_day: DAY };
  const statements = monthStatements(sourcesOf(1000), chunk);
  expect(statements).toHaveLength(5);
  for (const statement of statements)
    expect(bytesOf(statement)).toBeLessThan(QUERY_STRING_BYTES / 4);
  const named = statements.flatMap((statement) => statement.match(/'1000000\d{5}'/g) ?? []);
  expect(new Set(named).size).toBe(1000);
  expect(named).toHaveLength(1000);
});

test('the events of a day do not grow with the accounts; a price for each of 40 regions', () => {
  const usd_per_tb = Object.fromEntries(regions.map((region, i) => [region, 5 + i / 7]));
  const statement = insertStatement(DAY, RUN, { ...LIST_PRICES, usd_per_tb });
  expect(bytesOf(statement)).toBeLessThan(QUERY_STRING_BYTES / 4);
});

test('late days of ten years of deliveries, all newer than the events, fit', () => {
  const delivered_days = dayRange(DAY, addDays(DAY, 3650));
  const statement = renderSql(LATE_DAYS, { delivered_days, first_day: DAY, last_day: DAY });
  expect(bytesOf(statement)).toBeLessThan(QUERY_STRING_BYTES / 4);
});

const SOURCES = join(__dirname, '../../src');
const inserts = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql') && !file.endsWith('macros.sql'))
  .map((file) => ({ file, tokens: tokensOf(readFileSync(join(SOURCES, file), 'utf8')) }))
  .filter(({ tokens }) => tokens.some((token) => token.toUpperCase() === 'INSERT'));

test.each([
  { file: 'submissions/sql/insert.sql', table: SUBMISSIONS_STAGING },
  { file: 'submissions/sql/carry.sql', table: SUBMISSIONS_STAGING },
  { file: 'events/sql/insert.sql', table: EVENTS_STAGING },
  { file: 'compact/sql/insert.sql', table: CLOUDTRAIL_EVENTS_STAGING },
])('the INSERT of $file writes one partition: its keys are parameters', ({ file: name, table }) => {
  const { tokens } = inserts.find(({ file }) => file === name)!;
  const keys = table.partitions.flatMap(({ name: key }) => [':', '*', 'AS', key, ',']).slice(0, -1);
  const from = tokens.lastIndexOf('FROM');
  // …, :day AS day, :run AS run FROM one_name: no second SELECT follows, at most a filter.
  expect(tokens.slice(from - keys.length, from).map((t, i) => (keys[i] === '*' ? '*' : t))).toEqual(
    keys,
  );
  expect(tokens.slice(from + 2)).not.toContain('SELECT');
  expect([undefined, 'WHERE']).toContain(tokens[from + 2]);
  expect(tokens.slice(0, 3)).toEqual(['INSERT', 'INTO', table.name]);
});

test('no other statement writes', () => {
  expect(inserts.map(({ file }) => file).sort()).toEqual([
    'compact/sql/insert.sql',
    'events/sql/insert.sql',
    'submissions/sql/carry.sql',
    'submissions/sql/insert.sql',
  ]);
});
