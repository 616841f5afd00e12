/** docs/tables.md, made from the definitions that the tables themselves are made from. */
import {
  CLOUDTRAIL_EVENTS,
  CLOUDTRAIL_EVENTS_STAGING,
  EVENTS,
  EVENTS_STAGING,
  HISTORY,
  CLOUDTRAIL,
  LEDGER,
  SUBMISSIONS,
  SUBMISSIONS_STAGING,
  athenaType,
  type Column,
  type ColumnType,
  type Table,
} from '../src/core/tables';
import { LEDGER_COUNTS } from '../src/core/tables/ledger-counts';
import { VIEWS, type View } from '../src/report/views';

const HEAD = `# Tables

Every table and view of the lake, and every column of each. This page is made from the definitions in
\`src/core/tables\` and \`src/report/views\` by \`node tools/run.mjs tools/docs.ts\`; change it there.

What holds for all of them:

- Types are Athena's. Time is UTC. Days are text, \`YYYY-MM-DD\`.
- Sizes are bytes and durations milliseconds (\`_ms\`).
- Unknown is null, never 0 or an empty text.
- *Source* says where a value comes from: a field of Athena's API or of a CloudTrail record, another
  table, or a rule. "\`history\`, else \`submissions\`" takes the second where the first is null.
- A column marked *partition* is no column of the files: it stands in the folder's name.`;

const INDEX: readonly (readonly [names: string, what: string])[] = [
  ['[events](#events)', 'the product: a row for each query and each refused call'],
  ['[history](#history), [cloudtrail](#cloudtrail)', 'what it is made from'],
  ['[submissions](#submissions)', 'the calls found in the trail, one step before events'],
  ['[cloudtrail_events](#cloudtrail_events)', 'every event of the trail, by month'],
  [
    '[submissions_staging](#submissions_staging), [events_staging](#events_staging), [cloudtrail_events_staging](#cloudtrail_events_staging)',
    'runs under way; not for questions',
  ],
  ['[ledger](#ledger)', 'what each job did'],
  ['[completeness](#completeness), [silence](#silence)', 'views: is anything missing?'],
  [
    '[console_logins](#console_logins), [security_group_changes](#security_group_changes), [failed_calls](#failed_calls), [access_denied](#access_denied), [root_use](#root_use)',
    'views over cloudtrail_events, for security people',
  ],
];

/** A row type is too wide for a cell: its fields follow below the table. */
const isRow = (type: ColumnType): boolean => typeof type === 'object' && 'row' in type;
const typeOf = (type: ColumnType): string => (isRow(type) ? 'row, see below' : athenaType(type));

const cell = (text: string): string => text.replaceAll('|', '\\|');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const grid = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const describe = (kind: string, { name, type, source, meaning }: Column): string[] => [
  `\`${name}\`${kind}`,
  typeOf(type),
  source,
  meaning,
];

function columnsOf(columns: readonly Column[], partitions: readonly Column[]): string {
  return grid(
    ['column', 'type', 'source', 'meaning'],
    [
      ...columns.map((column) => describe('', column)),
      ...partitions.map((column) => describe(' (partition)', column)),
    ],
  );
}

/** The fields of a row type, one a line. */
function fieldLines(type: ColumnType, indent = ''): string[] {
  if (typeof type === 'string' || !('row' in type)) return [];
  return type.row.flatMap(([name, field]) => [
    `${indent}${name.toLowerCase()}${isRow(field) ? '' : ` ${athenaType(field)}`}`,
    ...fieldLines(field, `${indent}  `),
  ]);
}

const rowTypes = (table: Table): string[] =>
  table.columns
    .filter(({ type }) => isRow(type))
    .flatMap(({ name, type }) => [
      `Fields of \`${name}\`:`,
      ['```', ...fieldLines(type), '```'].join('\n'),
    ]);

const tableSection = (table: Table): string[] => [
  `## ${table.name}`,
  table.purpose,
  columnsOf(table.columns, table.partitions),
  ...rowTypes(table),
];

/** The columns are those of the table that is published from it. */
const stagingSection = (table: Table, published: Table): string[] => [
  `## ${table.name}`,
  `${table.purpose} Columns as in [${published.name}](#${published.name}).`,
  columnsOf([], table.partitions),
];

const countsSection = (): string[] => [
  '### Counts of the ledger',
  'What the numbers in `counts` mean. Of job `history`, those from `list_calls` on are of the whole ' +
    'run and stand in the record of its last day only; `workgroups` is of the run and stands in each.',
  ...Object.entries(LEDGER_COUNTS).flatMap(([job, counts]) => [
    `Job \`${job}\`:`,
    grid(
      ['count', 'meaning'],
      counts.map(({ name, meaning }) => [`\`${name}\``, meaning]),
    ),
  ]),
];

const viewSection = (view: View): string[] => [
  `## ${view.name}`,
  `A view. ${view.purpose}`,
  columnsOf(view.definition, []),
];

/** The whole page, Markdown, with a newline at its end. */
export const tablesPage = (): string =>
  `${[
    HEAD,
    grid(['name', 'what it is'], INDEX),
    ...tableSection(HISTORY),
    ...tableSection(CLOUDTRAIL),
    ...tableSection(SUBMISSIONS),
    ...stagingSection(SUBMISSIONS_STAGING, SUBMISSIONS),
    ...tableSection(EVENTS),
    ...stagingSection(EVENTS_STAGING, EVENTS),
    ...tableSection(CLOUDTRAIL_EVENTS),
    ...stagingSection(CLOUDTRAIL_EVENTS_STAGING, CLOUDTRAIL_EVENTS),
    ...tableSection(LEDGER),
    ...countsSection(),
    ...VIEWS.flatMap(viewSection),
  ].join('\n\n')}\n`;
