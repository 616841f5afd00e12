/** The INSERT statements of a delivered day's run. */
import { accountChunks } from '../core/account-chunks';
import type { TrailSource } from '../core/ports';
import { renderSql } from '../core/sql-text';
import AUDIT from './sql/audit.sql';
import CARRY from './sql/carry.sql';
import INSERT from './sql/insert.sql';

/** An `injected` partition takes at most so many values in one IN list (Athena user guide). */
const ACCOUNTS_PER_STATEMENT = 1000;

/**
 * Longer lists of values are narrowed to their ends before files are chosen by them (Trino, property
 * `domain-compaction-threshold`; its default was 100 for long): then files in between would be read.
 */
const FILES_PER_STATEMENT = 100;

const valuesOf = <T>(values: readonly T[]): T[] => [...new Set(values)];

function* chunks<T>(items: readonly T[], size: number): Iterable<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

const placeOf = (delivered_day: string, run: string) => ({
  delivered_day,
  delivered_prefix: delivered_day.replaceAll('-', '/'),
  run,
});

/** One INSERT for each thousand accounts, over the regions that these have. */
export function insertStatements(
  sources: readonly TrailSource[],
  delivered_day: string,
  run: string,
): string[] {
  return accountChunks(sources, ACCOUNTS_PER_STATEMENT).map((chunk) =>
    renderSql(INSERT, { ...chunk, ...placeOf(delivered_day, run) }),
  );
}

export interface NewFile extends TrailSource {
  /** As the engine names it: `s3://BUCKET/trail/AWSLogs/…`. */
  path: string;
}

const WHERE_DAY = 'AND delivered_day = :delivered_prefix';

/** The same statement, of some files only. */
const INSERT_FILES = INSERT.replace(WHERE_DAY, `${WHERE_DAY}\n    AND "$path" IN (:paths)`);

/** What is published already, and the records of new files: one INSERT for each hundred of them. */
export function growingStatements(
  new_files: readonly NewFile[],
  delivered_day: string,
  run: string,
): string[] {
  const inserts = [...chunks(new_files, FILES_PER_STATEMENT)].map((files) =>
    renderSql(INSERT_FILES, {
      account_ids: valuesOf(files.map(({ account_id }) => account_id)),
      regions: valuesOf(files.map(({ region }) => region)),
      paths: files.map(({ path }) => path),
      ...placeOf(delivered_day, run),
    }),
  );
  return [renderSql(CARRY, { delivered_day, run }), ...inserts];
}

/** The statement whose one row the judge of a run reads. */
export const auditStatement = (delivered_day: string, run: string): string =>
  renderSql(AUDIT, { delivered_day, run });
