import { Command } from 'commander';
import { InvalidInput } from '../core/errors';
import { assertLake, openLake } from '../local/lake';
import { QUESTIONS } from '../report/questions';
import { VIEWS } from '../report/views';
import { formatOption, type Format } from './options';
import { render } from './print';

interface QueryOptions {
  lake?: string;
  format: Format;
  list?: true;
}

const EXAMPLES = `
Examples:
  $ athena-ledger query --list
  $ athena-ledger query --lake lake @top-users
  $ athena-ledger query --lake lake --format csv "SELECT * FROM events" > e.csv
  $ athena-ledger query --lake lake "SELECT user, SUM(data_scanned)
      AS total_data_scanned FROM events GROUP BY user
      ORDER BY total_data_scanned DESC LIMIT 10"

Tables: events, submissions, history, cloudtrail, ledger.
Views: completeness, silence. Every column: docs/tables.md.`;

/** `athena-ledger query`. */
export const queryCommand = (): Command =>
  new Command('query')
    .description('ask the lake in Athena’s SQL')
    .argument('[sql]', 'a SELECT, or @name of a question')
    .option('--lake <dir>', 'folder of the lake')
    .addOption(formatOption())
    .option('--list', 'list the questions that come with the ledger')
    .addHelpText('after', EXAMPLES)
    .action(async (sql: string | undefined, options: QueryOptions) => {
      if (options.list) {
        process.stdout.write(questions());
        return;
      }
      process.stdout.write(await answer(sql, options));
    });

const questions = (): string =>
  QUESTIONS.map(({ name, title }) => `@${name.padEnd(26)} ${title}\n`).join('');

/** @throws InvalidInput for `@name` of no question */
function statement(sql: string): string {
  if (!sql.startsWith('@')) return sql;
  const question = QUESTIONS.find(({ name }) => name === sql.slice(1));
  if (question) return question.sql;
  throw new InvalidInput(
    `${sql}: there is no such question; "athena-ledger query --list" names them.`,
  );
}

async function answer(sql: string | undefined, options: QueryOptions): Promise<string> {
  if (sql === undefined || sql.trim() === '')
    throw new InvalidInput('Give a SELECT, @name of a question, or --list.');
  if (options.lake === undefined)
    throw new InvalidInput('--lake is missing; name the folder of the lake.');
  const text = statement(sql);
  await assertLake(options.lake);
  const lake = await openLake(options.lake, { views: VIEWS, isOnlyAsked: true });
  try {
    return render(await lake.sql.select(text), options.format);
  } finally {
    lake.sql.close();
  }
}
