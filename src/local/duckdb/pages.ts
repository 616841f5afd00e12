/** Answers larger than memory: kept in a table of the session, which DuckDB can write to disk. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { SqlRow, StatementCall } from '../../core/ports';
import { assertCall, type Calls } from './calls';
import type { LakeViews } from './lake-views';
import { translate } from './translate';
import { rowObjects, toJson } from './values';

/** With SQL texts of 262,144 bytes a page is 134 MB; DuckDB's own chunks would be four times that. */
const PAGE_ROWS = 512;

export interface Session {
  connection: DuckDBConnection;
  views: LakeViews;
  calls: Calls;
}

let answers = 0;

/**
 * All heavy work is done before the first page, so that it can be tried again with more memory. The
 * order of the answer is written down: rows of a session have none, but while a statement says so.
 */
async function keep({ connection, views }: Session, statement: string): Promise<string> {
  const table = `answer_${++answers}`;
  const numbered = `SELECT row_number() OVER () AS "row number", * FROM (${await translate(statement)})`;
  await views.under(statement, async () => {
    await connection.run('SET preserve_insertion_order = true');
    try {
      await connection.run(`CREATE TEMP TABLE "${table}" AS ${numbered}`);
    } finally {
      await connection.run('SET preserve_insertion_order = false');
    }
  });
  return table;
}

async function page({ connection }: Session, table: string, first: number): Promise<SqlRow[]> {
  const reader = await connection.runAndReadAll(
    `SELECT * EXCLUDE ("row number") FROM "${table}"
      WHERE "row number" BETWEEN ${first} AND ${first + PAGE_ROWS - 1} ORDER BY "row number"`,
  );
  const rows = reader.getRows().map((row) => row.map(toJson));
  return rowObjects(reader.deduplicatedColumnNames(), rows) as SqlRow[];
}

/** @throws InvalidInput (the token), DeadlineReached, StatementFailed, UnreadableFile */
export async function* pagesOf(
  session: Session,
  statement: string,
  call: StatementCall,
): AsyncGenerator<SqlRow[]> {
  const { calls, connection } = session;
  assertCall(call);
  const table = await calls.inTurn(() => keep(session, statement));
  try {
    for (let first = 1; ; first += PAGE_ROWS) {
      assertCall(call);
      const rows = await calls.inTurn(() => page(session, table, first));
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE_ROWS) return;
    }
  } finally {
    await calls.inTurn(() => connection.run(`DROP TABLE "${table}"`));
  }
}
