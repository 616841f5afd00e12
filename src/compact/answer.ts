import { DeadlineReached } from '../core/errors';
import type { BuiltPartition } from '../core/partition-run';
import {
  compactMonth,
  type Compaction,
  type CompactOptions,
  type CompactPorts,
} from './compact-month';

/** As the job of `events` answers: the same state machine calls again with the cursor. */
export type MonthResult =
  | { done: true; run: string; built: BuiltPartition[] }
  | { done: false; run: string; built: BuiltPartition[]; cursor: Compaction };

/**
 * Compacts a month so far as the time allows. What it supersedes is swept by the job of `events`.
 * @throws whatever failed it: AuditFailed, StatementFailed, UnreadableFile, AwsCallFailed
 */
export async function answerMonth(
  ports: CompactPorts,
  compaction: Compaction,
  options: CompactOptions,
): Promise<MonthResult> {
  const { run } = compaction;
  try {
    const built = await compactMonth(ports, compaction, options);
    return { done: true, run, built: [built] };
  } catch (error) {
    if (!(error instanceof DeadlineReached)) throw error;
    return { done: false, run, built: [], cursor: compaction };
  }
}
