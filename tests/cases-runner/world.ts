import type { Clock } from '../../src/core/ports';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';
import type { Json } from './expand';

/**
 * An empty lake on some engine. Its trail lies in the lake, below `trail/AWSLogs/`; the views of
 * src/report are there.
 */
export interface CaseWorld {
  ports: SubmissionsPorts;
  /** What the engine's `$path` has before a key of the lake. */
  lake_root: string;
  /** A SELECT in Athena's dialect; values as JSON has them, time stamps as ISO-8601 with `Z`. */
  query(sql: string): Promise<Record<string, Json>[]>;
  /** Ends it and deletes its lake. */
  close(): Promise<void>;
}

export type OpenWorld = (clock: Clock) => Promise<CaseWorld>;
