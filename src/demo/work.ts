/** What people run: statements with the bytes they usually scan. */
import type { Random } from './random';

export interface Work {
  /** The literals differ from run to run, so the text does and the fingerprint does not. */
  sql: (random: Random, day: string) => string;
  statement_type: 'DML' | 'DDL' | 'UTILITY';
  substatement_type: string;
  database: string;
  /** Median of the bytes scanned, in GiB (2^30). */
  gib: number;
  /** Sigma of the logarithm: 0.3 steady, 1 and more heavy-tailed. */
  spread: number;
}

const dml =
  (substatement_type: string) =>
  (database: string, gib: number, spread: number, sql: Work['sql']): Work => ({
    sql,
    statement_type: 'DML',
    substatement_type,
    database,
    gib,
    spread,
  });

export const select = dml('SELECT');
export const insert = dml('INSERT');
export const unload = dml('UNLOAD');

export const ddl = (substatement_type: string, database: string, sql: Work['sql']): Work => ({
  sql,
  statement_type: 'DDL',
  substatement_type,
  database,
  gib: 0,
  spread: 0,
});

export const utility = (substatement_type: string, database: string, sql: Work['sql']): Work => ({
  ...ddl(substatement_type, database, sql),
  statement_type: 'UTILITY',
});
