/**
 * The part of template-main.yaml that is made from `src/report`: named queries and views. Printed by
 * `node tools/run.mjs tools/write-template.ts`; a test holds the template to it.
 */
import { stringify } from 'yaml';
import { hiveType } from '../src/core/tables/hive-type';
import { QUESTIONS, type Question } from '../src/report/questions';
import { VIEWS, type View } from '../src/report/views';

export const BEGIN =
  '  # Made from src/report by `node tools/run.mjs tools/write-template.ts`, down to the end.\n';
export const END = '  # End of what is made from src/report.\n';

/** `top-users` or `root_use` as a logical name: `TopUsers`, `RootUse`. */
const logical = (name: string): string =>
  name.replaceAll(/(^|[-_])([a-z])/g, (_all, _sign, letter: string) => letter.toUpperCase());

/** A resource of the template, at its place; short forms (`!Ref X`) are given as text. */
const resource = (name: string, lines: readonly string[]): string =>
  [`  ${name}:`, ...lines.map((line) => (line === '' ? '' : `    ${line}`)), ''].join('\n');

/** Text as YAML's literal block, to the byte. */
const block = (text: string, indent: string): string[] => [
  '|',
  ...text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line)),
];

const scalar = (text: string): string =>
  stringify(text, { lineWidth: 0, singleQuote: true }).trim();

function namedQuery({ name, title, summary, sql }: Question): string {
  const [bar, ...lines] = block(sql, '    ');
  return resource(`${logical(name)}Query`, [
    'Type: AWS::Athena::NamedQuery',
    'Properties:',
    `  Name: ${scalar(title)}`,
    `  Description: ${scalar(summary)}`,
    '  Database: !Ref Database',
    '  WorkGroup: !Ref WorkGroup',
    `  QueryString: ${bar ?? ''}`,
    ...lines,
  ]);
}

/** What Athena keeps of a view: JSON, in Base64, in a comment (`SHOW CREATE VIEW` reads it back). */
const prestoView = ({ sql, definition }: View): string =>
  JSON.stringify({
    originalSql: sql.trimEnd(),
    catalog: 'awsdatacatalog',
    schema: '${Database}',
    columns: definition.map(({ name, type }) => ({ name, type })),
  });

/**
 * Its purpose is a comment of the template: the table's Description would take the place of the
 * parameter `comment`, by which Trino's connector for Glue knows a view from a table.
 */
function virtualView(view: View): string {
  const comment = `  # ${view.purpose}\n`;
  return (
    comment +
    resource(`${logical(view.name)}View`, [
      'Type: AWS::Glue::Table',
      'DeletionPolicy: RetainExceptOnCreate',
      'UpdateReplacePolicy: Retain',
      'Properties:',
      '  CatalogId: !Ref AWS::AccountId',
      '  DatabaseName: !Ref Database',
      '  TableInput:',
      `    Name: ${view.name}`,
      '    TableType: VIRTUAL_VIEW',
      // Engines of Trino's family run a view as its owner, and refuse one that has none.
      '    Owner: athena-ledger',
      "    Parameters: { presto_view: 'true', comment: Presto View }",
      "    ViewExpandedText: '/* Presto View */'",
      '    ViewOriginalText: !Sub',
      "      - '/* Presto View: ${View} */'",
      '      - View:',
      '          Fn::Base64: !Sub |-',
      `            ${prestoView(view)}`,
      '    PartitionKeys: []',
      '    StorageDescriptor:',
      "      Location: ''",
      '      SerdeInfo: {}',
      '      Columns:',
      ...view.definition.map(
        ({ name, type }) => `        - { Name: ${name}, Type: '${hiveType(type)}' }`,
      ),
    ])
  );
}

/** Between the two marks, both included. */
export const reportResources = (): string =>
  [BEGIN, ...VIEWS.map(virtualView), ...QUESTIONS.map(namedQuery)]
    .join('\n')
    .replace('\n\n', '\n') + `\n${END}`;

/**
 * The template with that part made anew.
 * @throws if a mark is missing
 */
export function withReport(template: string): string {
  const [from, to] = [template.indexOf(BEGIN), template.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error('template-main.yaml: a mark of tools/template-queries.ts is missing.');
  return template.slice(0, from) + reportResources() + template.slice(to + END.length);
}
