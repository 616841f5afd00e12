import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QUESTIONS } from '../../src/report/questions';
import { VIEWS } from '../../src/report/views';
import { translate } from '../../src/local/duckdb/translate';

const REPORT = join(__dirname, '../../src/report');
const filesOf = (folder: string): string[] =>
  readdirSync(join(REPORT, folder))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
    .sort();

describe('the questions', () => {
  it('are all files of their folder, once each', () => {
    expect(QUESTIONS.map(({ name }) => name).sort()).toEqual(filesOf('questions'));
  });

  it('are listed in the README', () => {
    const text = readFileSync(join(REPORT, 'README.md'), 'utf8');
    expect(QUESTIONS.filter(({ name }) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(QUESTIONS)('$name says what it answers and how to read it', ({ title, summary, sql }) => {
    expect(sql.startsWith(`-- ${title}\n-- `)).toBe(true);
    expect(title).toMatch(/^[A-Z].{8,60}[^.]$/);
    expect(summary).toMatch(/^[A-Z].{60,400}\.$/);
    expect(sql).toMatch(/\nORDER BY /);
  });

  it.each(QUESTIONS)(
    '$name is one statement without parameters, and takes its days from the data',
    async ({ sql }) => {
      const code = sql.replaceAll(/--.*\n/g, '').replaceAll(/'[^']*'/g, "''");
      expect(code).not.toMatch(/current_date|current_timestamp|now\(|;|:[a-z]|\?/i);
      await expect(translate(sql)).resolves.toMatch(/(^| )(SELECT|WITH) /);
    },
  );
});

describe('the views', () => {
  it('are all files of their folder, once each', () => {
    expect(VIEWS.map(({ name }) => name).sort()).toEqual(filesOf('views'));
  });

  it.each(VIEWS)('$name is one statement without parameters', async ({ sql }) => {
    await expect(translate(sql)).resolves.toMatch(/(^| )(SELECT|WITH) /);
  });
});
