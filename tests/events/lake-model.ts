/**
 * The lake's tables as sets of ids, and an engine that answers the stages' statements from them: it
 * knows tokens, staging partitions and files, and nothing of SQL.
 */
import { DeadlineReached, StatementFailed } from '../../src/core/errors';
import { runPrefix } from '../../src/core/lake';
import type { PublishedTable, SqlEngine, SqlRow, StatementCall } from '../../src/core/ports';
import { addDays } from '../../src/core/days';
import type { MemoryCatalog } from '../memory/memory-catalog';
import type { MemoryFiles } from '../memory/memory-files';

export interface Call {
  id: string;
  /** Day of the call. */
  day: string;
}

export interface Given {
  /** By delivered day. */
  calls: Record<string, Call[]>;
  /** Query ids by day. */
  history: Record<string, string[]>;
}

export interface Started {
  /** `insert events 2026-03-01`, `audit …`, `late-days`. */
  what: string;
  token: string;
  text: string;
  joined: boolean;
}

export interface ModelEngine extends SqlEngine {
  statements: Started[];
  /** Asked at each statement; what it returns is thrown, after the statement's effect. */
  interrupt: (started: Started) => Error | undefined;
  /** Rows of a published day. */
  rows(table: PublishedTable, day: string): Promise<string[]>;
}

/** For `interrupt`: the caller's time is over, the statement goes on. */
export const timeIsOver = (): Error => new DeadlineReached('The time is over.');
/** For `interrupt`: Athena says that it may succeed when repeated. */
export const passing = (): Error => new StatementFailed('Athena failed it for the moment.', true);

const literal = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';
const quoted = (name: string): RegExp => new RegExp(`\\b${name} = '([^']+)'`);
const selected = (name: string): RegExp => new RegExp(`'([^']+)' AS ${name}\\b`);

export function modelEngine(
  given: Given,
  catalog: MemoryCatalog,
  { files }: MemoryFiles,
): ModelEngine {
  const contents = new Map<string, string[]>();
  const results = new Map<string, { text: string; answer: unknown }>();

  async function rows(table: PublishedTable, day: string): Promise<string[]> {
    const published = await catalog.published(table, day);
    return published ? (contents.get(runPrefix(table, day, published.run)) ?? []) : [];
  }

  async function callsFor(day: string): Promise<string[]> {
    const found: string[] = [];
    for (let late = -1; late <= 31; late++) {
      const delivered_day = addDays(day, late);
      const read = await rows('submissions', delivered_day);
      const calls = given.calls[delivered_day] ?? [];
      found.push(...calls.filter((c) => c.day === day && read.includes(c.id)).map(({ id }) => id));
    }
    return [...new Set(found)];
  }

  const source = async (table: PublishedTable, day: string): Promise<string[]> =>
    table === 'submissions'
      ? (given.calls[day] ?? []).map(({ id }) => id)
      : [...new Set([...(given.history[day] ?? []), ...(await callsFor(day))])];

  async function insert(text: string): Promise<{ rows_written: number; files_skipped: number }> {
    const table = literal(text, /INSERT INTO (\w+)_staging/) as PublishedTable;
    const day = literal(text, selected(table === 'events' ? 'day' : 'delivered_day'));
    const run = literal(text, selected('run'));
    const written = await source(table, day);
    const prefix = runPrefix(table, day, run);
    // A statement that runs again adds to the folder: Athena never replaces.
    contents.set(prefix, [...(contents.get(prefix) ?? []), ...written]);
    files.set(`${prefix}part-${files.size}.parquet`, Buffer.from(written.join('\n')));
    catalog.stage(table, day, run);
    return { rows_written: written.length, files_skipped: 0 };
  }

  async function audit(text: string): Promise<SqlRow> {
    const table: PublishedTable = text.includes('events_staging') ? 'events' : 'submissions';
    const day = literal(text, quoted(table === 'events' ? 'day' : 'delivered_day'));
    const staged = contents.get(runPrefix(table, day, literal(text, quoted('run')))) ?? [];
    const rows_published = (await rows(table, day)).length;
    if (table === 'submissions') return { rows_staged: staged.length, rows_published };
    const history = given.history[day] ?? [];
    const calls = await callsFor(day);
    const missing = (of: string[]): number => of.filter((id) => !staged.includes(id)).length;
    return {
      rows_staged: staged.length,
      rows_doubled: staged.length - new Set(staged).size,
      history_rows: history.length,
      history_missing: missing(history),
      submissions: calls.length,
      submissions_missing: missing(calls),
      matched: staged.filter((id) => history.includes(id) && calls.includes(id)).length,
      history_only: staged.filter((id) => history.includes(id) && !calls.includes(id)).length,
      rows_published,
      history_published: 0,
      submissions_published: 0,
    };
  }

  async function lateDays(text: string): Promise<SqlRow[]> {
    const named = literal(text, /delivered_day IN \(([^)]+)\)/);
    const found: SqlRow[] = [];
    for (const [delivered_day, calls] of Object.entries(given.calls)) {
      if (!named.includes(delivered_day)) continue;
      for (const { id, day } of calls) {
        if (!(await rows('events', day)).includes(id)) found.push({ delivered_day, day });
      }
    }
    return found;
  }

  function nameOf(text: string): string {
    if (text.includes('AS near (moment)')) return 'late-days';
    const table = text.includes('events_staging') ? 'events' : 'submissions';
    const key = table === 'events' ? 'day' : 'delivered_day';
    return text.includes('INSERT INTO')
      ? `insert ${table} ${literal(text, selected(key))}`
      : `audit ${table} ${literal(text, quoted(key))}`;
  }

  const run = async (text: string): Promise<unknown> => {
    if (text.includes('INSERT INTO')) return await insert(text);
    return text.includes('AS near (moment)') ? await lateDays(text) : [await audit(text)];
  };

  async function execute(text: string, { token }: StatementCall): Promise<unknown> {
    const earlier = results.get(token);
    if (earlier && earlier.text !== text)
      throw new StatementFailed('Idempotent parameters do not match.', true);
    const started = { what: nameOf(text), token, text, joined: earlier !== undefined };
    engine.statements.push(started);
    const answer = earlier ? earlier.answer : await run(text);
    results.set(token, { text, answer });
    const error = engine.interrupt(started);
    if (error) throw error;
    return answer;
  }

  const engine: ModelEngine = {
    statements: [],
    interrupt: () => undefined,
    rows,
    insert: async (text, call) =>
      (await execute(text, call)) as { rows_written: number; files_skipped: number },
    query: async (text, call) => (await execute(text, call)) as SqlRow[],
  };
  return engine;
}
