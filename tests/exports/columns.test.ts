/** The statement, the header and the table name the same columns. */
import { EVENTS } from '../../src/core/tables';
import { cellsOf, COLUMN_NAMES } from '../../src/exports/cells';
import SQL from '../../src/exports/sql/events.sql';

const selected = (/\nSELECT\n {2}moment,\n([\s\S]*?)\nFROM timed/.exec(SQL)?.[1] ?? '')
  .split(',\n')
  .map((line) => line.trim().split(' ').at(-1));

test('all columns of events, in order, its day last', () => {
  expect(selected).toEqual(COLUMN_NAMES);
  expect(COLUMN_NAMES).toEqual([...EVENTS.columns.map(({ name }) => name), 'day']);
});

test('cells of any engine: times are ISO-8601 in UTC, tags by their keys, unknown is null', () => {
  const cell = (name: string, value: string | number | null) =>
    cellsOf({ [name]: value })[COLUMN_NAMES.indexOf(name)];
  expect(cell('submitted_at', '2026-03-01 10:00:00.120')).toBe('2026-03-01T10:00:00.120Z');
  expect(cell('submitted_at', '2026-03-01T10:00:00.120Z')).toBe('2026-03-01T10:00:00.120Z');
  expect(JSON.stringify(cell('workgroup_tags', '{"team":"b","cost":"a"}'))).toBe(
    '{"cost":"a","team":"b"}',
  );
  expect(cell('data_scanned', '9007199254740993')).toBe('9007199254740993');
  expect(cell('data_scanned', 5)).toBe(5);
  expect(cell('query', '2026-03-01 10:00:00')).toBe('2026-03-01 10:00:00');
  expect(cellsOf({})).toEqual(COLUMN_NAMES.map(() => null));
});
