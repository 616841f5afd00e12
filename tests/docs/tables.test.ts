import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlRow } from '../../src/core/ports';
import { TABLES } from '../../src/core/tables';
import { LEDGER_COUNTS } from '../../src/core/tables/ledger-counts';
import { judgeEvents } from '../../src/events/audit';
import { NO_TOTALS } from '../../src/history/run-state';
import { VIEWS } from '../../src/report/views';
import { judgeSubmissions } from '../../src/submissions/build-submissions';
import { tablesPage } from '../../tools/tables-page';

const ROOT = join(__dirname, '../..');
const WRITTEN = { rows_written: 0, files_skipped: 0 };

/** An audit's row with a 0 in each column that the statement names. */
function nothingFound(path: string): SqlRow {
  const sql = readFileSync(join(ROOT, path), 'utf8');
  return Object.fromEntries(
    [...sql.matchAll(/\) AS ([a-z_]+),?$/gm)].map(([, name = '']): [string, number] => [name, 0]),
  );
}

describe('docs/tables.md', () => {
  const page = readFileSync(join(ROOT, 'docs/tables.md'), 'utf8');

  it('is what `node tools/run.mjs tools/docs.ts` writes', () => {
    expect(page).toBe(tablesPage());
  });

  it.each([...TABLES, ...VIEWS].map(({ name }) => name))('has a section for %s', (name) => {
    expect(page).toContain(`\n## ${name}\n`);
  });

  it.each(TABLES)(
    'says of every column of $name where it comes from and what it means',
    (table) => {
      const vague = [...table.columns, ...table.partitions].filter(
        ({ source, meaning }) => source.trim() === '' || !/^[A-Z`0-9].*[.…]$/.test(meaning),
      );
      expect(vague.map(({ name }) => name)).toEqual([]);
    },
  );
});

describe('the counts of the ledger are those that the jobs write:', () => {
  const described = (job: keyof typeof LEDGER_COUNTS): string[] =>
    LEDGER_COUNTS[job].map(({ name }) => name).sort();

  it('history', () => {
    const of_a_day = ['queries', 'running', 'parts', 'workgroups'];
    expect(described('history')).toEqual([...of_a_day, ...Object.keys(NO_TOTALS)].sort());
  });

  it('submissions', () => {
    const found = nothingFound('src/submissions/sql/audit.sql');
    const counts = judgeSubmissions(found, WRITTEN, '2026-03-01', false);
    expect(described('submissions')).toEqual(Object.keys(counts).sort());
  });

  it('events', () => {
    const found = nothingFound('src/events/sql/audit.sql');
    const counts = judgeEvents(found, WRITTEN, '2026-03-01', false);
    expect(described('events')).toEqual(Object.keys(counts).sort());
  });
});
