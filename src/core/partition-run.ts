/**
 * Write, audit, publish: how a partition of a published table is built. Nobody sees a run before
 * its audit passed, and then all of it at once.
 */
import { attempts } from './attempts';
import type { Catalog, Deadline, Log, PublishedTable, SqlEngine, SqlRow } from './ports';
import { attemptOf, isAttemptOf, statementToken } from './run-id';

export interface PartitionBuild {
  table: PublishedTable;
  day: string;
  /** The job's run; each attempt to write adds its number, and has its own folder. */
  run: string;
  deadline: Deadline;
  /** The INSERT statements of one attempt, in order. */
  inserts(run: string): string[];
  /** The SELECT whose one row the judge reads. */
  audit(run: string): string;
  /** Turns the audit's row into counts for the ledger. Throws AuditFailed. */
  judge(found: SqlRow, written: Written): Record<string, number>;
}

export interface Written {
  /** Null if the engine did not say it of every statement. */
  rows_written: number | null;
  files_skipped: number;
}

export interface BuiltPartition {
  table: PublishedTable;
  day: string;
  /** The published run, with its attempt. */
  run: string;
  counts: Record<string, number>;
}

export interface PartitionPorts {
  sql: SqlEngine;
  catalog: Catalog;
  log: Log;
}

/** Unknown with anything is unknown. */
export const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

async function write(ports: PartitionPorts, build: PartitionBuild, run: string): Promise<Written> {
  const total: Written = { rows_written: 0, files_skipped: 0 };
  for (const [index, statement] of build.inserts(run).entries()) {
    const token = statementToken('insert', build.table, build.day, run, String(index));
    const result = await ports.sql.insert(statement, { token, deadline: build.deadline });
    total.rows_written = plus(total.rows_written, result.rows_written);
    total.files_skipped += result.files_skipped;
  }
  return total;
}

/**
 * A failed INSERT may leave files behind, so the next attempt writes to another folder, and under
 * another token: the token of a failed query would answer with that failed query.
 */
async function writeWithAttempts(
  ports: PartitionPorts,
  build: PartitionBuild,
): Promise<{ run: string; written: Written }> {
  const { table, day } = build;
  const runOf = (attempt: number): string => attemptOf(build.run, attempt);
  return await attempts(
    async (attempt) => {
      const run = runOf(attempt);
      return { run, written: await write(ports, build, run) };
    },
    (reason, attempt) => {
      ports.log.warn(`${table}.attempt_failed`, { day, run: runOf(attempt), reason });
    },
  );
}

/** The audit only reads, so its token holds its text: a new version of the code asks anew. */
async function auditOf(ports: PartitionPorts, build: PartitionBuild, run: string): Promise<SqlRow> {
  const statement = build.audit(run);
  const token = statementToken('audit', build.table, build.day, run, statement);
  const [found = {}] = await ports.sql.query(statement, { token, deadline: build.deadline });
  return found;
}

/**
 * What this very run has published already, if a call is repeated after its effect. Nothing is ever
 * written into a published run's folder: Athena does not say how long it remembers a token, and a
 * statement that it runs again would double the rows that readers see.
 */
async function publishedBefore(
  ports: PartitionPorts,
  build: PartitionBuild,
): Promise<BuiltPartition | null> {
  const { table, day } = build;
  const run = (await ports.catalog.published(table, day))?.run;
  if (run === undefined || !isAttemptOf(build.run, run)) return null;
  const found = await auditOf(ports, build, run);
  const rows_written = Number(found['rows_staged'] ?? 0);
  const counts = build.judge(found, { rows_written, files_skipped: 0 });
  return { table, day, run, counts };
}

/**
 * Builds one partition and publishes it.
 * @throws AuditFailed, StatementFailed (nothing published changes), DeadlineReached (call again with
 *   the same run: statements that are under way are joined, what is published is left as it is)
 */
export async function buildPartition(
  ports: PartitionPorts,
  build: PartitionBuild,
): Promise<BuiltPartition> {
  const { table, day } = build;
  const earlier = await publishedBefore(ports, build);
  if (earlier) return earlier;
  const { run, written } = await writeWithAttempts(ports, build);
  const counts = build.judge(await auditOf(ports, build, run), written);
  await ports.catalog.publish(table, day, run);
  ports.log.info(`${table}.published`, { day, run, ...counts });
  return { table, day, run, counts };
}
