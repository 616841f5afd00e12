/**
 * Write, audit, publish: how a partition of a published table is built. Nobody sees a run before
 * its audit passed, and then all of it at once.
 */
import { StatementFailed } from './errors';
import type { Catalog, Deadline, Log, PublishedTable, SqlEngine, SqlRow } from './ports';
import { statementToken } from './run-id';

const ATTEMPTS = 3;

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
  rows_written: number;
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

async function write(ports: PartitionPorts, build: PartitionBuild, run: string): Promise<Written> {
  const total = { rows_written: 0, files_skipped: 0 };
  for (const [index, statement] of build.inserts(run).entries()) {
    const token = statementToken('insert', build.table, build.day, run, String(index));
    const result = await ports.sql.insert(statement, { token, deadline: build.deadline });
    total.rows_written += result.rows_written;
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
  for (let attempt = 1; ; attempt++) {
    const run = `${build.run}-${attempt}`;
    try {
      return { run, written: await write(ports, build, run) };
    } catch (error) {
      if (!(error instanceof StatementFailed && error.retryable) || attempt === ATTEMPTS)
        throw error;
      ports.log.warn(`${build.table}.attempt_failed`, {
        day: build.day,
        run,
        reason: error.message,
      });
    }
  }
}

/**
 * Builds one partition and publishes it.
 * @throws AuditFailed, StatementFailed (nothing published changes), DeadlineReached (call again with
 *   the same run: statements that are under way are joined, not repeated)
 */
export async function buildPartition(
  ports: PartitionPorts,
  build: PartitionBuild,
): Promise<BuiltPartition> {
  const { table, day, deadline } = build;
  const { run, written } = await writeWithAttempts(ports, build);
  const token = statementToken('audit', table, day, run);
  const [found = {}] = await ports.sql.query(build.audit(run), { token, deadline });
  const counts = build.judge(found, written);
  await ports.catalog.publish(table, day, run);
  ports.log.info(`${table}.published`, { day, run, ...counts });
  return { table, day, run, counts };
}
