import { athenaType, EVENTS_STAGING } from '../../src/core/tables';

/** Statements of this suite, for an engine that must be told what they answer. */
export const STATEMENTS = {
  types: `SELECT 1 AS one, CAST(7 AS tinyint) AS tiny, CAST(-7 AS smallint) AS small, CAST(9007199254740991 AS bigint) AS large, CAST(9007199254740993 AS bigint) AS huge, 1.5E0 AS half, CAST(0.25 AS real) AS quarter, CAST(12.5 AS decimal(10, 2)) AS price, true AS yes, false AS no, 'a' AS text, '' AS empty`,
  nulls: `SELECT CAST(NULL AS varchar) AS text, CAST(NULL AS bigint) AS number, CAST(NULL AS boolean) AS flag`,
  odd_text: `SELECT 'it''s "odd"; 🦆' AS text, '1' AS digits, 'true' AS word`,
  no_rows: `SELECT n FROM (VALUES (1)) AS t(n) WHERE n > 1`,
  many_rows: `SELECT n FROM (VALUES ${Array.from({ length: 2500 }, (_, n) => `(${n})`).join(', ')}) AS t(n) ORDER BY n`,
  malformed: `SELEC 1`,
  failing: `SELECT missing_column FROM (VALUES (1)) AS t(n)`,
} as const;

const nothing = EVENTS_STAGING.columns.map(
  ({ name, type }) => `CAST(NULL AS ${athenaType(type)}) AS "${name}"`,
);

/** An INSERT INTO events_staging of so many rows of nothing but NULL, for an engine that has the table. */
export const insertOfRows = (rows: number, day = '2026-03-01', run = 'run-1'): string =>
  `INSERT INTO events_staging SELECT ${nothing.join(', ')}, '${day}' AS day, '${run}' AS run ` +
  `FROM (VALUES (1), (2), (3)) AS t(n) WHERE n <= ${rows}`;

/** The same, but of a column that is not there. */
export const INSERT_OF_MISSING = insertOfRows(3).replace('CAST(NULL AS', 'CAST(missing_column AS');
