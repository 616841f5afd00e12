/** What a lake says at a glance: who, how much, what was refused, and whether all is there. */
import { noDeadline } from '../core/clock';
import type { SqlEngine, SqlRow } from '../core/ports';
import { statementToken } from '../core/run-id';
import { renderSql } from '../core/sql-text';
import DEAREST from '../report/summary/dearest.sql';
import REFUSED from '../report/summary/refused.sql';
import TOTALS from '../report/summary/totals.sql';
import WHO from '../report/summary/who.sql';
import { readCompleteness, readSilence, renderCompleteness, renderSilence } from './completeness';
import { renderTable, type Printable } from './table';
import { bytes, count, usd } from './units';

const text = (value: unknown): string => (typeof value === 'string' ? value : '–');

/** What a table in a section may take: the terminal less the indentation. */
const WIDTH = (process.stdout.columns || 80) - 2;

const table = (printable: Printable): string => renderTable(printable, WIDTH);

const indent = (block: string): string => block.replace(/^(?=.)/gm, '  ');

const section = (title: string, block: string): string => `${title}\n\n${indent(block)}\n\n`;

const who = (rows: SqlRow[]): string =>
  table({
    columns: ['user', 'known by', 'queries', 'failed', 'scanned', 'cost'],
    right: ['scanned', 'cost'],
    rows: rows.map((r) => [
      r['user'],
      r['user_source'],
      r['queries'],
      r['unsuccessful'],
      bytes(r['data_scanned']),
      usd(r['cost_usd']),
    ]),
  });

const dearest = (rows: SqlRow[]): string =>
  table({
    columns: ['cost', 'scanned', 'user', 'query'],
    right: ['cost', 'scanned'],
    rows: rows.map((r) => [
      usd(r['cost_usd']),
      bytes(r['data_scanned']),
      text(r['user']).slice(0, 26),
      text(r['query']).slice(0, 30),
    ]),
  });

const refused = (rows: SqlRow[]): string =>
  table({
    columns: ['user', 'workgroup', 'error', 'calls', 'last'],
    rows: rows.map((r) => [r['user'], r['workgroup'], r['error_code'], r['calls'], r['last_day']]),
  });

const headline = (t: SqlRow): string =>
  `${count(t['events'])} events by ${count(t['users'])} users in ${count(t['accounts'])} accounts and ` +
  `${count(t['regions'])} regions: ${bytes(t['data_scanned'])} scanned, ${usd(t['cost_usd'])}`;

/** The whole glance, 80 columns wide. Days are UTC. */
export async function summarize(
  sql: SqlEngine,
  first_day: string,
  last_day: string,
): Promise<string> {
  const ask = (statement: string): Promise<SqlRow[]> => {
    const rendered = renderSql(statement, { first_day, last_day });
    return sql.query(rendered, { token: statementToken(rendered), deadline: noDeadline });
  };
  const [totals = {}] = await ask(TOTALS);
  return [
    `${headline(totals)}\n\n`,
    section('Who read the most', who(await ask(WHO))),
    section('What cost the most', dearest(await ask(DEAREST))),
    section('What was refused', refused(await ask(REFUSED))),
    section(
      'Is anything missing?',
      renderCompleteness(await readCompleteness(sql, first_day, last_day)),
    ),
    section(
      'Who is silent? (a trail, but no history)',
      renderSilence(await readSilence(sql, first_day, last_day)),
    ),
  ].join('');
}
