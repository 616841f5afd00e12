/**
 * The statements of the stages as templates for Airflow. Each is rendered by its stage, for a day, a run and
 * sources that nobody has; then Jinja expressions take the places of these. So what the stage derives from a
 * day, such as the days around it, is derived by the template as well.
 */
import { auditStatement as monthAudit } from '../../src/compact/compact-month';
import { insertStatements as monthInserts } from '../../src/compact/delivered-days';
import { daysBetween } from '../../src/core/days';
import { auditStatement as eventsAudit, insertStatement } from '../../src/events/build-events';
import { lateDaysStatement } from '../../src/events/late-days';
import type { Prices } from '../../src/events/prices';
import {
  auditStatement as submissionsAudit,
  insertStatements,
} from '../../src/submissions/statements';

const DAY = '2001-06-15';
const RUN = '20010615T000000Z-nobody-0';
const SOURCE = { account_id: '000000000000', region: 'nowhere-0' };

const DATES = /\b2001([-/])(\d\d)\1(\d\d)\b/g;

/** `{{ build.day }}` for the day itself, else so many days before or after it. */
function dayExpression(separator: string, days: number): string {
  const day = days === 0 ? 'build.day' : `macros.ds_add(build.day, ${days})`;
  return separator === '-' ? `{{ ${day} }}` : `{{ ${day}.replace('-', '${separator}') }}`;
}

/** What a statement about the month of {@link DAY} takes from it. */
const OF_MONTH: Record<string, string> = {
  [`'${DAY}'`]: "'{{ chunk.delivered_day }}'",
  [`'${DAY.replaceAll('-', '/')}'`]: "'{{ chunk.delivered_day.replace('-', '/') }}'",
  "'2001-06-01'": "'{{ build.first_day }}'",
  "'2001-06-30'": "'{{ build.last_day }}'",
  "'2001'": "'{{ build.day[:4] }}'",
  "'06'": "'{{ build.day[5:] }}'",
};

/** The quotes around a value stay: the renderer has set them. */
const listExpression = (list: string): string => `{{ ${list} | join("', '") }}`;

/** @throws Error if a statement has what Jinja would take for its own */
function plain(statement: string): string {
  if (/\{[{%#]/.test(statement)) throw new Error(`Jinja would read this: ${statement}`);
  return statement.trimEnd();
}

const withRun = (statement: string): string =>
  statement
    .replaceAll(RUN, '{{ build.run }}')
    .replaceAll(SOURCE.account_id, listExpression('chunk.account_ids'))
    .replaceAll(SOURCE.region, listExpression('chunk.regions'));

const withDays = (statement: string): string =>
  statement.replace(DATES, (_date, separator: string, month: string, of_month: string) =>
    dayExpression(separator, daysBetween(DAY, `2001-${month}-${of_month}`)),
  );

const jinja = (statement: string): string => withDays(withRun(plain(statement)));

const HEAD =
  '{#- Made from src by `node tools/run.mjs tools/airflow-sql.ts`; change it there. -#}\n' +
  '{%- set build = begun(ti) -%}\n';

/** One statement for each chunk of accounts, parted by a line with a semicolon. */
const forEachChunk = (statement: string): string =>
  `{%- for chunk in build.chunks -%}\n${statement}{% if not loop.last %}\n;\n{% endif %}{% endfor %}`;

const [submissionsInsert = ''] = insertStatements([SOURCE], DAY, RUN);

/** A statement about a month, in which each delivered day and chunk of accounts has a task of its own. */
function ofMonth(statement: string): string {
  const text = Object.entries(OF_MONTH).reduce(
    (all, [value, by]) => all.replaceAll(value, by),
    withRun(plain(statement)),
  );
  const left = text.match(DATES);
  if (left) throw new Error(`Whose day is ${left.join(', ')}?`);
  return `{%- set chunk = params.chunk -%}\n${text}`;
}

const MONTH = DAY.slice(0, 'YYYY-MM'.length);
const [monthInsert = ''] = monthInserts([SOURCE], { month: MONTH, run: RUN, delivered_day: DAY });

/** By the name of the file. */
export function airflowStatements(prices: Prices): Record<string, string> {
  const bodies = {
    'submissions-insert': forEachChunk(jinja(submissionsInsert)),
    'submissions-audit': jinja(submissionsAudit(DAY, RUN)),
    'late-days': jinja(lateDaysStatement([DAY])),
    'events-insert': jinja(insertStatement(DAY, RUN, prices)),
    'events-audit': jinja(eventsAudit(DAY, RUN)),
    'cloudtrail_events-insert': ofMonth(monthInsert),
    'cloudtrail_events-audit': ofMonth(monthAudit(MONTH, RUN)),
  };
  return Object.fromEntries(
    Object.entries(bodies).map(([name, body]) => [`${name}.sql`, `${HEAD}${body}\n`]),
  );
}
