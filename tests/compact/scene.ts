/** Months compacted on a lake in a folder, with DuckDB, by the stage itself. */
import { join } from 'node:path';
import { answerMonth, type MonthResult } from '../../src/compact/answer';
import type { Compaction, CompactPorts } from '../../src/compact/compact-month';
import { noDeadline } from '../../src/core/clock';
import type { BuiltPartition } from '../../src/core/partition-run';
import type { JsonValue } from '../../src/local/duckdb/values';
import { folderTrail } from '../../src/local/folder-trail';
import type { LocalLake } from '../../src/local/lake';
import { VIEWS } from '../../src/report/views';
import { open, put } from '../local/scratch';
import { keptLog, type KeptLog } from '../memory/kept-log';
import { steppingClock } from '../stand-ins/stepping-clock';

export const MONTH = '2026-03';
export const ACCOUNT = '111122223333';

export type Row = Record<string, JsonValue>;

export interface Scene {
  lake: LocalLake;
  ports: CompactPorts & { log: KeptLog };
  rows(sql: string): Promise<Row[]>;
}

/** A lake whose trail lies below `trail/`; one process, so its engine knows no other's tokens. */
export async function scene(folder: string, now = '2026-05-10T03:00:00.000Z'): Promise<Scene> {
  const lake = await open(folder, { clock: steppingClock(now), views: VIEWS });
  const trail = await folderTrail(join(folder, 'trail'));
  return {
    lake,
    ports: { ...lake, trail, log: keptLog() },
    async rows(sql) {
      const { columns, rows } = await lake.sql.select(sql);
      return rows.map((row) =>
        Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])),
      );
    },
  };
}

export const RUN = '20260510T030000Z-00000001';

export const LOCAL = { deadline: noDeadline, account_id: 'local', region: 'local' };

export const compaction = (given: Partial<Compaction> = {}): Compaction => ({
  month: MONTH,
  run: RUN,
  late_days: 31,
  force: false,
  ...given,
});

export const compact = ({ ports }: Scene, given: Partial<Compaction> = {}): Promise<MonthResult> =>
  answerMonth(ports, compaction(given), LOCAL);

/** The partition that a finished answer names. */
export function builtOf(answer: MonthResult): BuiltPartition {
  const [built] = answer.built;
  if (!answer.done || !built) throw new Error('The month was not built.');
  return built;
}

/** A record of an IAM user's call, but for what is said otherwise. */
export const record = (eventID: string | undefined, eventTime: string, more: object = {}) => ({
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', accountId: ACCOUNT, userName: 'ann' },
  eventTime,
  eventSource: 's3.amazonaws.com',
  eventName: 'ListBuckets',
  awsRegion: 'eu-west-1',
  recipientAccountId: ACCOUNT,
  ...(eventID === undefined ? {} : { eventID }),
  ...more,
});

let files = 0;

/** A log file of one delivered day. */
export function deliver(folder: string, day: string, records: object[], account = ACCOUNT): void {
  const place = `${account}/CloudTrail/eu-west-1/${day.replaceAll('-', '/')}`;
  files += 1;
  const body = JSON.stringify({ Records: records });
  put(folder, `trail/AWSLogs/${place}/log-${String(files).padStart(4, '0')}.json.gz`, body);
}
