import { gunzipSync } from 'node:zlib';
import { noDeadline } from '../../src/core/clock';
import type { LedgerRecord } from '../../src/core/tables';
import { collectLookup, type LookupDone } from '../../src/lookup/collect-lookup';
import { parseRequest } from '../../src/lookup/request';
import type { LookupOptions, LookupPorts } from '../../src/lookup/run-state';
import { keptLog, type KeptLog } from '../memory/kept-log';
import { memoryEvents, type EventWorld, type HeldEvent } from '../memory/memory-events';
import { memoryFiles, type MemoryFiles } from '../memory/memory-files';
import { steppingClock } from '../stand-ins/stepping-clock';

/** The day that most of these tests collect; their clock stands at 06:00 of the next. */
export const DAY = '2026-03-01';
export const FOLDER = 'trail/AWSLogs/111122223333/CloudTrail/eu-west-1';
const WHERE = 'account_id=111122223333/region=eu-west-1';

export interface Desk extends LookupPorts {
  files: MemoryFiles;
  log: KeptLog;
}

/** A StartQueryExecution record, but for what is said otherwise. */
export function call(time: string, id: string, over: Record<string, unknown> = {}): HeldEvent {
  const record = {
    eventVersion: '1.11',
    eventTime: time,
    eventSource: 'athena.amazonaws.com',
    eventName: 'StartQueryExecution',
    eventID: id,
    responseElements: { queryExecutionId: `query-of-${id}` },
    ...over,
  };
  return { at: Date.parse(time), name: 'StartQueryExecution', text: JSON.stringify(record) };
}

/** `count` calls, evenly from `from` on to before `to`. */
export function evenly(count: number, from: string, to: string): HeldEvent[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: count }, (_, n) => {
    const at = new Date(first + Math.floor((n / count) * (last - first)));
    return call(`${at.toISOString().slice(0, 19)}Z`, `${from}-${n}`);
  });
}

export const worldOf = (
  events: readonly HeldEvent[],
  now = '2026-03-02T06:00:00.000Z',
): EventWorld => ({
  account_id: '111122223333',
  region: 'eu-west-1',
  events,
  now: () => new Date(now),
});

/** A collector's surroundings in memory. */
export const desk = (world: EventWorld, over: Partial<Desk> = {}): Desk => ({
  events: memoryEvents(world),
  files: memoryFiles(),
  clock: steppingClock(world.now().toISOString()),
  log: keptLog(),
  ...over,
});

export const optionsOf = (over: Partial<LookupOptions> = {}): LookupOptions => ({
  deadline: noDeadline,
  window: 'day',
  api_share: 1,
  run: 'run-1',
  quota: { per_second: 1, burst: 0 }, // no pacing
  ...over,
});

/** Collects to the end. */
export async function lookUp(
  ports: LookupPorts,
  input: unknown = { source: 'lookup', day: DAY },
  over: Partial<LookupOptions> = {},
): Promise<LookupDone> {
  const answer = await collectLookup(ports, parseRequest(input), optionsOf(over));
  if (!answer.done) throw new Error('stopped without a deadline');
  return answer;
}

/** Keys of the trail's files, below the account and region. */
export const trailKeys = ({ files }: MemoryFiles): string[] =>
  [...files.keys()]
    .filter((key) => key.startsWith(`${FOLDER}/`))
    .map((key) => key.slice(FOLDER.length + 1))
    .sort();

/** Event ids in a file, in its order. */
export const idsIn = ({ files }: MemoryFiles, key: string): string[] => {
  const body = gunzipSync(files.get(`${FOLDER}/${key}`) ?? Buffer.alloc(0)).toString('utf8');
  const { Records } = JSON.parse(body) as { Records: { eventID: string }[] };
  return Records.map(({ eventID }) => eventID);
};

/** A record of the job's ledger. */
export function ledgerOf(
  { files }: MemoryFiles,
  day = DAY,
  run = 'run-1',
): Omit<LedgerRecord, 'day'> {
  const body = files.get(`ledger/day=${day}/job=lookup/${WHERE}/${run}.json`);
  return JSON.parse(body?.toString() ?? 'null') as LedgerRecord;
}
