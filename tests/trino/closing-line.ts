/** The last line of `npm run test:trino`. */
import { SHIPPED, type EngineName, type Note } from './ran';

type Ran = Extract<Note, { engine: EngineName }>;

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** How often each file ran on both engines: in each suite as often as on the one that ran it less. */
export function ranOnBoth(notes: readonly Note[]): Map<string, number> {
  const ran = notes.filter((one): one is Ran => 'engine' in one);
  const of = (engine: EngineName) =>
    countBy(
      ran.filter((one) => one.engine === engine),
      ({ suite, file }) => JSON.stringify([suite, file]),
    );
  const duckdb = of('DuckDB');
  const files = new Map<string, number>();
  for (const [key, times] of of('Trino')) {
    const [, file] = JSON.parse(key) as [suite: string, file: string];
    const both = Math.min(times, duckdb.get(key) ?? 0);
    if (both > 0) files.set(file, (files.get(file) ?? 0) + both);
  }
  return files;
}

/** Says how many statements ran on both engines, of how many files, and what came out equal. */
export function closingLine(notes: readonly Note[]): string {
  const both = ranOnBoth(notes);
  const statements = [...both.values()].reduce((sum, times) => sum + times, 0);
  const equal = new Map<string, number>();
  for (const one of notes)
    if ('equal' in one) equal.set(one.equal, (equal.get(one.equal) ?? 0) + one.count);
  const parts = [...equal].map(([what, count]) => `${count} ${what}`);
  const files = `${both.size} of ${SHIPPED.length} .sql files`;
  return `${statements} statements ran on both engines: ${[files, ...parts].join('; ')}`;
}
