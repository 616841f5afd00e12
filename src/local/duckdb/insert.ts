import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { StatementFailed } from '../../core/errors';
import { EVENTS_STAGING, SUBMISSIONS_STAGING, type Table } from '../../core/tables';
import { translate } from './translate';
import { duckdbType } from './types';

/** The tables that a statement may write, and the folders they write to. */
const TARGETS: Record<string, { table: Table; folder: string }> = {
  submissions_staging: { table: SUBMISSIONS_STAGING, folder: 'submissions' },
  events_staging: { table: EVENTS_STAGING, folder: 'events' },
};

/**
 * `INSERT INTO staging SELECT …` as a COPY into the partition's folder: columns by position and
 * cast to the table's types, partition columns in the path. The files are named after the token, so
 * that a repeated call replaces its own.
 */
export async function copyStatement(
  statement: string,
  lake: string,
  token: string,
): Promise<string> {
  const found = /^(?:\s*--[^\n]*\n)*\s*INSERT\s+INTO\s+(\w+)\s/i.exec(statement);
  const target = TARGETS[found?.[1]?.toLowerCase() ?? ''];
  if (!found || !target) {
    throw new StatementFailed(
      'Only INSERT INTO submissions_staging or events_staging writes.',
      false,
    );
  }
  const { table, folder } = target;
  const body = await translate(statement.slice(found[0].length));
  const columns = [...table.columns, ...table.partitions];
  const casts = columns.map(
    ({ name, type }) => `CAST("${name}" AS ${duckdbType(type)}) AS "${name}"`,
  );
  const partitions = table.partitions.map(({ name }) => `"${name}"`).join(', ');
  const file = createHash('sha256').update(token).digest('hex').slice(0, 16);
  return `COPY (
      SELECT ${casts.join(', ')}
      FROM (${body}) AS inserted (${columns.map(({ name }) => `"${name}"`).join(', ')})
    ) TO '${join(lake, folder).replaceAll("'", "''")}' (
      FORMAT parquet, COMPRESSION zstd, PARTITION_BY (${partitions}),
      OVERWRITE_OR_IGNORE true, FILENAME_PATTERN 'part-${file}-{i}'
    )`;
}
