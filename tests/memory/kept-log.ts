import type { Log } from '../../src/core/ports';

export interface KeptLog extends Log {
  lines: { code: string; fields: Record<string, unknown> }[];
}

/** A log that a test can read. */
export function keptLog(): KeptLog {
  const lines: KeptLog['lines'] = [];
  const keep = (code: string, fields: Record<string, unknown> = {}): void => {
    lines.push({ code, fields });
  };
  return { lines, info: keep, warn: keep };
}
