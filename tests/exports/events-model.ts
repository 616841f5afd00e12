/** Events in memory, and a reader that answers sql/events.sql from them: it knows its parameters only. */
import { StatementFailed } from '../../src/core/errors';
import type { SqlReader, SqlRow, StatementCall } from '../../src/core/ports';

export interface ModelEvent {
  id: string;
  /** `2026-03-01 10:00:00.000` */
  at: string;
  /** UTC day of the partition; that of `at` if not given. */
  day?: string;
}

export interface ModelReader extends SqlReader {
  statements: { text: string; token: string }[];
  /** Asked before each page; what it returns is thrown. */
  interrupt: (pages: number, call: StatementCall) => Error | undefined;
}

const literal = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

/** For `interrupt`: Athena says that it may succeed when repeated. */
export const passing = (): Error => new StatementFailed('Athena failed it for the moment.', true);

/** @param page_rows rows of a page, so that hours and pages end at different places */
export function modelReader(events: readonly ModelEvent[], page_rows = 5): ModelReader {
  let pages_asked = 0;
  const reader: ModelReader = {
    statements: [],
    interrupt: () => undefined,
    async *pages(text, call) {
      reader.statements.push({ text, token: call.token });
      const [, first, last] = /day BETWEEN '([^']+)' AND '([^']+)'/.exec(text)!;
      const from = literal(text, /moment >= CAST\('([^']+)'/);
      const to = literal(text, /moment < CAST\('([^']+)'/);
      const rows = events
        .map(({ id, at, day = at.slice(0, 10) }): SqlRow => ({
          moment: at.startsWith(day) ? at : `${day} 00:00:00.000`,
          query_execution_id: id,
          submitted_at: at,
          day,
        }))
        .filter(({ day }) => day! >= first! && day! <= last!)
        .filter(({ moment }) => moment! >= from && moment! < to)
        .sort((a, b) => (a['moment']! < b['moment']! ? -1 : 1));
      for (let start = 0; start < rows.length; start += page_rows) {
        const error = reader.interrupt(++pages_asked, call);
        if (error) throw error;
        yield await Promise.resolve(rows.slice(start, start + page_rows));
      }
    },
  };
  return reader;
}
