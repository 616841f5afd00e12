import fc from 'fast-check';
import { errorName, maskLiterals, maskWords, shortenKeys } from '../../src/report/mask';

it.each([
  ["SELECT * FROM t WHERE a = 'x' AND b = 12.5", "SELECT * FROM t WHERE a = '?' AND b = ?"],
  ["WHERE a IN ('it''s', '')", "WHERE a IN ('?', '?')"],
  [
    'SELECT t1.c2 FROM "my table" t1 WHERE x1 > 1e10',
    'SELECT t1.c2 FROM "my table" t1 WHERE x1 > ?',
  ],
  ['SELECT 0x1F, .5, 1.5E-3, -7', 'SELECT ?, ?, ?-?, -?'],
  ['SELECT a -- the password is hunter2\nFROM t', 'SELECT a /* … */\nFROM t'],
  ['SELECT a /* hunter2 */ FROM t', 'SELECT a /* … */ FROM t'],
  ["SELECT 'cut in the mid", "SELECT '?'"],
  ['SELECT a /* cut in the mid', 'SELECT a /* … */'],
  [
    'CREATE EXTERNAL TABLE t (a int) LOCATION "s3://secret/"',
    'CREATE EXTERNAL TABLE t (a int) LOCATION "?"',
  ],
  ["ALTER TABLE t SET TBLPROPERTIES ('k'='v')", "ALTER TABLE t SET TBLPROPERTIES ('?'='?')"],
  ['/* a */ -- b\n (SELECT "c")', '/* … */ /* … */\n (SELECT "c")'],
  ['SELECT `a 1` FROM t', 'SELECT `a 1` FROM t'],
  ['', ''],
])('%j', (sql, masked) => {
  expect(maskLiterals(sql)).toBe(masked);
});

/** Literals that are put into a query must not come out of it, wherever it is cut. */
it('no literal survives, wherever the text is cut', () => {
  const secret = fc.stringMatching(/^secret[a-z]{6,12}$/);
  const around = fc.constantFrom("a = '%'", "b IN ('x''%')", '-- %\n', '/* % */', "date '%'");
  fc.assert(
    fc.property(fc.array(fc.tuple(around, secret), { minLength: 1 }), fc.nat(200), (parts, cut) => {
      const sql = `SELECT ${parts.map(([form, text]) => form.replace('%', text)).join(' AND ')}`;
      expect(maskLiterals(sql.slice(0, 7 + cut))).not.toContain('secret');
    }),
    { numRuns: 500 },
  );
});

it('is quick on the longest text that Athena takes', () => {
  const begun = Date.now();
  maskLiterals(`SELECT ${"'".repeat(262_144)}`);
  maskLiterals(`SELECT ${'1'.repeat(262_144)}`);
  maskLiterals('-- '.repeat(87_000));
  maskLiterals(`SELECT ${'/*'.repeat(131_000)}`);
  expect(Date.now() - begun).toBeLessThan(5_000);
});

it('words of errors keep what is not the query’s', () => {
  expect(maskWords('line 3:5: Column \'ssn 12\' of "t" is unknown: 2024')).toBe(
    'line ?:?: Column ‘?’ of ‘?’ is unknown: ?',
  );
  expect(errorName('HIVE_BAD_DATA: Error parsing field')).toBe('HIVE_BAD_DATA');
  expect(errorName('Query cancelled by user')).toBeNull();
});

it('access key ids are shortened wherever they stand', () => {
  expect(shortenKeys('a AKIAIOSFODNN7EXAMPLE, ASIAIOSFODNN7EXAMPLE.')).toBe(
    'a AKIA…MPLE, ASIA…MPLE.',
  );
  expect(shortenKeys('ASIAN_SALES and AKIA')).toBe('ASIAN_SALES and AKIA');
});
