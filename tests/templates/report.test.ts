import { readFileSync } from 'node:fs';
import { hiveType } from '../../src/core/tables/hive-type';
import { QUESTIONS } from '../../src/report/questions';
import { VIEWS } from '../../src/report/views';
import { withReport } from '../../tools/template-queries';
import { readTemplate, resourcesOf } from './template';

const FILE = 'template-main.yaml';
const template = readTemplate(FILE);
const queries = Object.values(resourcesOf(template, 'AWS::Athena::NamedQuery')).map(
  ({ Properties }) => Properties,
);

interface ViewInput {
  Name: string;
  TableType: string;
  Parameters: Record<string, string>;
  ViewExpandedText: string;
  ViewOriginalText: { Sub: [string, { View: { 'Fn::Base64': { Sub: string } } }] };
  StorageDescriptor: { Columns: { Name: string; Type: string }[] };
}
const views = Object.values(resourcesOf(template, 'AWS::Glue::Table'))
  .map(({ Properties }) => Properties['TableInput'] as ViewInput)
  .filter(({ TableType }) => TableType === 'VIRTUAL_VIEW');

test('the template is the one that tools/write-template.ts writes', () => {
  const text = readFileSync(FILE, 'utf8');
  expect(withReport(text)).toBe(text);
});

test.each(QUESTIONS)('$name is a named query, to the byte', ({ title, sql }) => {
  const named = queries.filter(({ Name }) => Name === title);
  expect(named).toHaveLength(1);
  expect(named[0]).toMatchObject({
    QueryString: sql,
    Database: { Ref: 'Database' },
    WorkGroup: { Ref: 'WorkGroup' },
  });
});

test('there is no named query besides, and each says what it answers', () => {
  expect(queries).toHaveLength(QUESTIONS.length);
  // CreateNamedQuery: a name has 128 characters at most, a description 1,024.
  for (const { Name, Description } of queries as { Name: string; Description: string }[]) {
    expect(Name.length).toBeLessThanOrEqual(128);
    expect(Description.length).toBeGreaterThan(40);
    expect(Description.length).toBeLessThanOrEqual(1024);
  }
});

test.each(VIEWS)('$name is a view of the catalog, as Athena writes one', (view) => {
  const input = views.find(({ Name }) => Name === view.name)!;
  expect(input.Parameters).toEqual({ presto_view: 'true', comment: 'Presto View' });
  // It would take the comment's place: tests/trino/functions reads the views of a stack.
  expect(input).not.toHaveProperty('Description');
  expect(input.ViewExpandedText).toBe('/* Presto View */');
  const [text, { View: definition }] = input.ViewOriginalText.Sub;
  expect(text).toBe('/* Presto View: ${View} */');
  // CloudFormation puts the database's name in, and Base64 around it.
  const json = definition['Fn::Base64'].Sub.replace('${Database}', 'lake');
  expect(json).not.toContain('${');
  expect(JSON.parse(json)).toEqual({
    originalSql: view.sql.trimEnd(),
    catalog: 'awsdatacatalog',
    schema: 'lake',
    columns: view.definition.map(({ name, type }) => ({ name, type })),
  });
  expect(input.StorageDescriptor.Columns).toEqual(
    view.definition.map(({ name, type }) => ({ Name: name, Type: hiveType(type) })),
  );
});

test('there is no view besides', () => {
  expect(views.map(({ Name }) => Name)).toEqual(VIEWS.map(({ name }) => name));
});
