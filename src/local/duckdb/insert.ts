import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { StatementFailed } from '../../core/errors';
import {
  CLOUDTRAIL_EVENTS_STAGING,
  EVENTS_STAGING,
  SUBMISSIONS_STAGING,
  type Table,
} from '../../core/tables';
import { translate } from './translate';
import { duckdbType } from './types';

/** The tables that a statement may write, and the folders they write to. */
const TARGETS: Record<string, { table: Table; folder: string }> = {
  submissions_staging: { table: SUBMISSIONS_STAGING, folder: 'submissions' },
  events_staging: { table: EVENTS_STAGING, folder: 'events' },
  cloudtrail_events_staging: { table: CLOUDTRAIL_EVENTS_STAGING, folder: 'cloudtrail_events' },
};

/** The partition that the statement writes: the literals that its last columns are. */
function partitionFolder(statement: string, table: Table): string {
  const values = table.partitions.map(({ name }) => {
    const literal = new RegExp(`'([^'/]+)' AS ${name}\\b(?![\\s\\S]*\\bAS ${name}\\b)`).exec(
      statement,
    );
    if (literal?.[1] !== undefined) return `${name}=${literal[1]}`;
    throw new StatementFailed(`An INSERT writes one partition: ${name} must be a literal.`, false);
  });
  return join(...values);
}

export interface Insert {
  copy: string;
  folder: string;
  unfinished: string;
  file: string;
  select: string;
}

/**
 * `INSERT INTO staging SELECT …` as a COPY into the partition's folder: columns by position and
 * cast to the table's types, partition columns in the path. The file is named after the token, so
 * that a repeated call replaces its own. Until it is whole it has a name that readers pass by.
 * @returns the COPY into `unfinished`, the folder that it needs, the name that the file is to have,
 *   and the SELECT whose tables it reads
 */
export async function copyStatement(
  statement: string,
  lake: string,
  token: string,
): Promise<Insert> {
  const found = /^(?:\s*--[^\n]*\n)*\s*INSERT\s+INTO\s+(\w+)\s/i.exec(statement);
  const target = TARGETS[found?.[1]?.toLowerCase() ?? ''];
  if (!found || !target) {
    throw new StatementFailed(
      `Only an INSERT INTO one of ${Object.keys(TARGETS).join(', ')} writes.`,
      false,
    );
  }
  const { table } = target;
  const select = statement.slice(found[0].length);
  const body = await translate(select);
  const casts = table.columns.map(
    ({ name, type }) => `CAST("${name}" AS ${duckdbType(type)}) AS "${name}"`,
  );
  const names = [...table.columns, ...table.partitions].map(({ name }) => `"${name}"`);
  const folder = join(lake, target.folder, partitionFolder(statement, table));
  const name = `part-${createHash('sha256').update(token).digest('hex').slice(0, 16)}.parquet`;
  const unfinished = join(folder, `.${name}`);
  const copy = `COPY (
      SELECT ${casts.join(', ')}
      FROM (${body}) AS inserted (${names.join(', ')})
    ) TO '${unfinished.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192)`;
  return { copy, folder, unfinished, file: join(folder, name), select };
}
