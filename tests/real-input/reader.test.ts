/** Real records through the table `cloudtrail`: every one, with every column, as JSON.parse has it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { UnreadableFile } from '../../src/core/errors';
import { CLOUDTRAIL_FIELDS, type ColumnType } from '../../src/core/tables';
import type { JsonValue } from '../../src/local/duckdb/values';
import { open, rowsOf, scratch } from '../local/scratch';
import {
  logFiles,
  overFixtures,
  realTrail,
  shapes,
  type RealTrail,
  type TrailRecord,
} from './fixtures';

/** Scalars are text in this table, whatever they are in the file; what is absent is null. */
function asColumn(value: JsonValue | undefined, type: ColumnType): unknown {
  if (value === undefined || value === null) return null;
  if (typeof type === 'string') return typeof value === 'string' ? value : JSON.stringify(value);
  if (!('row' in type)) throw new Error('no column of the trail has this type');
  const given = value as Record<string, JsonValue>;
  return Object.fromEntries(type.row.map(([name, of]) => [name, asColumn(given[name], of)]));
}

const expectedRow = (record: TrailRecord): unknown[] =>
  CLOUDTRAIL_FIELDS.map(({ field, type, json }) =>
    json ? (record[field] ?? null) : asColumn(record[field], type),
  );

const foundRow = (row: readonly JsonValue[]): unknown[] =>
  CLOUDTRAIL_FIELDS.map(({ json }, i) => {
    const value = row[i] ?? null;
    return json && typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  });

const sorted = (rows: readonly unknown[][]): string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

async function readAll(folder: string): Promise<JsonValue[][]> {
  const columns = CLOUDTRAIL_FIELDS.map(({ field }) => field.toLowerCase()).join(', ');
  const lake = await open(scratch(), { trail: folder });
  return await rowsOf(lake, `SELECT ${columns} FROM cloudtrail`);
}

overFixtures(() => {
  const trails: [string, number, () => RealTrail][] = [
    ['invictus, one account’s trail', 2900, () => realTrail('invictus')],
    ['flaws, an organization’s layout', 6, () => realTrail('flaws')],
    ['shapes, each version of the format', 21, shapes],
  ];

  test.each(trails)('%s', async (_name, least, load) => {
    const { folder, records } = load();
    expect(records.length).toBeGreaterThanOrEqual(least);
    const found = sorted((await readAll(folder)).map(foundRow));
    const expected = sorted(records.map(expectedRow));
    expect(found.length).toBe(expected.length);
    const known = new Set(expected);
    expect(found.filter((row) => !known.has(row)).slice(0, 3)).toEqual([]);
    expect(found).toEqual(expected);
  });

  test('a real file cut in the middle is named; left out, the others are read', async () => {
    const { folder, records } = shapes();
    const broken = logFiles(folder)[3]!;
    writeFileSync(broken, readFileSync(broken).subarray(0, 700));
    const reading = readAll(folder);
    await expect(reading).rejects.toThrow(UnreadableFile);
    await expect(reading).rejects.toThrow(`${broken}: `);
    const lake = await open(scratch(), { trail: folder, skipUnreadable: true });
    expect(await rowsOf(lake, 'SELECT count(*) FROM cloudtrail')).toEqual([[records.length - 1]]);
    expect([...lake.sql.skipped().keys()]).toEqual([broken]);
  });
});
