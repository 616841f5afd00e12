import { noDeadline } from '../../src/core/clock';
import type { QueryExecutionDetails } from '../../src/core/ports';
import type { LedgerRecord } from '../../src/core/tables';
import { collectHistory, type HistoryDone } from '../../src/history/collect-history';
import { NO_QUOTAS } from '../../src/history/quotas';
import { parseRequest } from '../../src/history/request';
import type { CollectOptions, HistoryPorts } from '../../src/history/run-state';
import { keptLog, type KeptLog } from '../memory/kept-log';
import { memoryFiles, type MemoryFiles } from '../memory/memory-files';
import { memoryHistory } from '../memory/memory-history';
import { execution, listedWorld, queryId, type World } from '../memory/world';
import { steppingClock } from '../stand-ins/stepping-clock';

/** The day that most of these tests collect; their clock stands at 06:00 of the next. */
export const DAY = '2026-03-01';
export const WHERE = 'account_id=111122223333/region=eu-west-1';

export interface Desk extends HistoryPorts {
  files: MemoryFiles;
  log: KeptLog;
}

/** A collector's surroundings in memory. */
export const desk = (world: World, over: Partial<Desk> = {}): Desk => ({
  history: memoryHistory(world),
  files: memoryFiles(),
  clock: steppingClock(),
  log: keptLog(),
  ...over,
});

export const optionsOf = (over: Partial<CollectOptions> = {}): CollectOptions => ({
  deadline: noDeadline,
  window: 'day',
  api_share: 1,
  run: 'run-1',
  quotas: NO_QUOTAS,
  ...over,
});

/** Collects to the end. */
export async function collect(
  ports: HistoryPorts,
  input: unknown = { day: DAY },
  over: Partial<CollectOptions> = {},
): Promise<HistoryDone> {
  const answer = await collectHistory(ports, parseRequest(input), optionsOf(over));
  if (!answer.done) throw new Error('stopped without a deadline');
  return answer;
}

/** A record of the job's ledger. */
export function ledgerOf(files: MemoryFiles, day = DAY, run = 'run-1'): Omit<LedgerRecord, 'day'> {
  const body = files.files.get(`ledger/day=${day}/job=history/${WHERE}/${run}.json`);
  return JSON.parse(body?.toString() ?? 'null') as LedgerRecord;
}

/** Executions of a workgroup, one at each instant, in the order given. */
export const executionsAt = (
  workgroup: string,
  instants: readonly string[],
  over: Partial<QueryExecutionDetails> = {},
): QueryExecutionDetails[] =>
  instants.map((submitted_at, n) =>
    execution({ query_execution_id: `${workgroup}-${n}`, workgroup, submitted_at, ...over }),
  );

/** `count` executions, newest first, evenly from just before `to` down to `from`. */
export function evenly(
  workgroup: string,
  count: number,
  from: string,
  to: string,
): QueryExecutionDetails[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const at = (n: number): string =>
    new Date(last - ((n + 0.5) / count) * (last - first)).toISOString();
  return executionsAt(
    workgroup,
    Array.from({ length: count }, (_, n) => at(n)),
  );
}

export { execution, listedWorld, queryId };
