import {
  isNamed,
  namedPartitions,
  singleValues,
  type Interval,
} from '../../src/local/duckdb/pruning';
import { tokensOf } from '../../src/local/duckdb/tokens';

const named = (statement: string): Interval[] | null =>
  namedPartitions(tokensOf(statement), 'history', 'day');
const values = (statement: string): string[] | null => singleValues(named(statement));

describe('partitions that a statement names', () => {
  it.each<[string, string[]]>([
    [`SELECT * FROM history WHERE day = '2026-03-01'`, ['2026-03-01']],
    [`select x from HISTORY where DAY='2026-03-01' and x = 1`, ['2026-03-01']],
    [`SELECT * FROM "history" WHERE "day" = '2026-03-01'`, ['2026-03-01']],
    [`SELECT * FROM history WHERE history.day = '2026-03-01'`, ['2026-03-01']],
    [`SELECT * FROM history WHERE a = 1 AND day IN ('d1', 'd2') AND b = 2`, ['d1', 'd2']],
    [`SELECT * FROM history -- of day = 'd9' OR all\nWHERE /* day = 'd8' */ day = 'd1'`, ['d1']],
    [`SELECT ' FROM history WHERE day = ''d9''' FROM history WHERE day = 'd1'`, ['d1']],
    [`SELECT * FROM history WHERE a BETWEEN 1 AND 2 AND day = 'd1'`, ['d1']],
    [`SELECT * FROM history WHERE (a = 1 OR b = 2) AND day = 'd1'`, ['d1']],
    [`SELECT * FROM history WHERE NOT a = 1 AND day = 'd1'`, ['d1']],
    [`SELECT * FROM history WHERE text = ' OR ' AND day = 'd1' ORDER BY a OR b`, ['d1']],
    [`SELECT * FROM (SELECT * FROM history WHERE day = 'd1') WHERE x = 1 OR y = 2`, ['d1']],
    [
      `SELECT * FROM history WHERE day = 'd1' UNION SELECT * FROM history WHERE day = 'd2'`,
      ['d1', 'd2'],
    ],
    [`SELECT * FROM history WHERE CASE WHEN a OR b THEN c END AND day = 'd1'`, ['d1']],
  ])('%s', (statement, days) => {
    expect(values(statement)).toEqual(days);
  });

  it.each<[string, Interval[]]>([
    [`FROM history WHERE day BETWEEN 'd1' AND 'd3'`, [['d1', 'd3']]],
    [`FROM history WHERE day >= 'd1'`, [['d1', '\uffff']]],
    [`FROM history WHERE day > 'd1' AND x = 1`, [['d1', '\uffff']]],
    [`FROM history WHERE day <= 'd3'`, [['', 'd3']]],
  ])('%s', (statement, intervals) => {
    expect(named(statement)).toEqual(intervals);
  });

  it('tells what lies in an interval', () => {
    expect(['d0', 'd1', 'd2', 'd3', 'd4'].filter((d) => isNamed([['d1', 'd3']], d))).toEqual([
      'd1',
      'd2',
      'd3',
    ]);
    expect(isNamed(null, 'any')).toBe(true);
  });
});

describe('what is not plain is not guessed', () => {
  it.each([
    `SELECT * FROM history`,
    `SELECT * FROM history h WHERE h.day = 'd1'`,
    `SELECT * FROM history JOIN x ON true WHERE day = 'd1'`,
    `SELECT * FROM x, history WHERE day = 'd1'`,
    `SELECT * FROM history WHERE day = 'd1' OR x = 1`,
    `SELECT * FROM history WHERE NOT day = 'd1'`,
    `SELECT * FROM history WHERE day <> 'd1'`,
    `SELECT * FROM history WHERE day NOT IN ('d1')`,
    `SELECT * FROM history WHERE day NOT BETWEEN 'd1' AND 'd2'`,
    `SELECT * FROM history WHERE day = 'd1' || 'x'`,
    `SELECT * FROM history WHERE day = 'd1' IS NULL`,
    `SELECT * FROM history WHERE day = 'd1' = false`,
    `SELECT * FROM history WHERE (day = 'd1') = false`,
    `SELECT * FROM history WHERE COALESCE(day = 'd1', true)`,
    `SELECT * FROM history WHERE CASE WHEN day = 'd1' THEN false ELSE true END`,
    `SELECT * FROM history WHERE day IN ('d1', 'd' || '2')`,
    `SELECT * FROM history WHERE day IN (SELECT day FROM x)`,
    `SELECT * FROM history WHERE day = (SELECT max(day) FROM x)`,
    `SELECT * FROM history WHERE x = (SELECT 1 FROM y WHERE day = 'd1')`,
    `SELECT * FROM history WHERE x IN (SELECT x FROM events WHERE day = 'd1')`,
    `SELECT * FROM history WHERE outer_table.day = 'd1'`,
    `SELECT * FROM history WHERE x = 1 EXCEPT SELECT * FROM events WHERE a = 1 AND day = 'd1'`,
    `SELECT * FROM history WHERE x = 1 INTERSECT SELECT * FROM events WHERE a = 1 AND day = 'd1'`,
    `SELECT * FROM history WHERE x = 1 GROUP BY a HAVING b = 1 AND day = 'd1'`,
    `SELECT * FROM history WHERE day = 'd1' UNION SELECT * FROM history`,
    `SELECT * FROM history WHERE day = date '2026-03-01'`,
    `SELECT * FROM history WHERE day LIKE 'd1'`,
    `SELECT * FROM history WHERE day = 'd*'`,
    `SELECT history.day FROM x WHERE day = 'd1'`,
  ])('%s', (statement) => {
    expect(named(statement)).toBeNull();
  });
});
