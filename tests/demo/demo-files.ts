import { demoOrganization, type DemoInput } from '../../src/demo/demo-organization';
import type { DemoFile } from '../../src/demo/history-files';
import type { TrailRecord } from '../../src/demo/record';
import type { HistoryRow } from '../../src/core/tables';

/** A Friday, as in the printed demo. */
export const DEMO: DemoInput = { seed: 1, days: 14, last_day: '2026-11-20' };
export const FIRST_DAY = '2026-11-07';

export interface HistoryLine {
  key: string;
  /** The folder's day, and the window in the file's name. */
  day: string;
  window: string;
  row: HistoryRow;
}

export interface TrailLine {
  key: string;
  /** The folder's day, `YYYY-MM-DD`. */
  delivered_day: string;
  record: TrailRecord;
}

const below = (files: readonly DemoFile[], prefix: string): DemoFile[] =>
  files.filter(({ key }) => key.startsWith(prefix));

/** The demo, read back from the text of its files. */
export function readDemo(input: DemoInput) {
  const files = [...demoOrganization(input)];
  const history = below(files, 'history/').flatMap(({ key, body }): HistoryLine[] =>
    body
      .trimEnd()
      .split('\n')
      .map((line) => ({
        key,
        day: /day=([^/]+)/.exec(key)![1]!,
        window: /([^/]+)\.part-/.exec(key)![1]!,
        row: JSON.parse(line) as HistoryRow,
      })),
  );
  const logs = below(files, 'trail/').filter(({ key }) => key.includes('/CloudTrail/'));
  const trail = logs.flatMap(({ key, body }): TrailLine[] => {
    const delivered_day = /\/(\d{4}\/\d{2}\/\d{2})\//.exec(key)![1]!.replaceAll('/', '-');
    const { Records } = JSON.parse(body) as { Records: TrailRecord[] };
    return Records.map((record) => ({ key, delivered_day, record }));
  });
  const calls = trail.filter(({ record }) => record.eventName === 'StartQueryExecution');
  return { files, history, trail, calls };
}

/** The query that a record says it started. */
export const idOf = ({ record }: TrailLine): string | undefined =>
  record.responseElements?.['queryExecutionId'] as string | undefined;

export const groupBy = <T>(
  items: readonly T[],
  key: (item: T) => string | undefined,
): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return groups;
};
