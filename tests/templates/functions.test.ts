import { readConfig as readEventsConfig } from '../../src/events/config';
import { readConfig as readExportsConfig } from '../../src/exports/config';
import { readConfig as readHistoryConfig } from '../../src/history/config';
import { readConfig as readReportConfig } from '../../src/report/config';
import { readTemplate, type Resource } from './template';

const FUNCTIONS = [
  ['template-regional.yaml', 'HistoryFunction', 'history/handler.ts'],
  ['template-main.yaml', 'EventsFunction', 'events/handler.ts'],
  ['template-main.yaml', 'ExportsFunction', 'exports/handler.ts'],
  ['template-main.yaml', 'ReportFunction', 'report/handler.ts'],
] as const;

const functionIn = (file: string, name: string): Resource & { Metadata?: unknown } =>
  readTemplate(file).Resources[name]!;
const variablesOf = ({ Properties }: Resource): string[] =>
  Object.keys((Properties['Environment'] as { Variables: object }).Variables).sort();

test.each(FUNCTIONS)(
  '%s: %s runs %s of src on Node 24, arm64, with a log group of its own',
  (file, name, entry) => {
    const resource = functionIn(file, name);
    expect(resource.Properties).toMatchObject({
      CodeUri: 'src',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Timeout: 900,
      LoggingConfig: { LogGroup: { Ref: name.replace('Function', 'LogGroup') } },
    });
    expect(resource.Metadata).toMatchObject({
      BuildMethod: 'esbuild',
      BuildProperties: {
        EntryPoints: [entry],
        Format: 'cjs',
        Loader: expect.arrayContaining(['.sql=text']) as unknown,
        Minify: false,
      },
    });
  },
);

test('the variables of the template are settings that the code reads', () => {
  const history = variablesOf(functionIn('template-regional.yaml', 'HistoryFunction'));
  expect(history).toEqual(['API_SHARE', 'COLLECT_WINDOW', 'LEDGER_BUCKET', 'LEDGER_BUCKET_REGION']);
  const events = variablesOf(functionIn('template-main.yaml', 'EventsFunction'));
  expect(events).toEqual([
    'LEDGER_BUCKET',
    'LEDGER_DATABASE',
    'LEDGER_WORKGROUP',
    'LOOKBACK_DAYS',
    'PRICE_PER_TB',
    'TRAIL_LOCATION',
  ]);
  const exports = variablesOf(functionIn('template-main.yaml', 'ExportsFunction'));
  expect(exports).toEqual([
    'LEDGER_BUCKET',
    'LEDGER_DATABASE',
    'LEDGER_WORKGROUP',
    'OUTPUT_TYPE',
    'REPORT_TIME_ZONE',
  ]);
  const report = variablesOf(functionIn('template-main.yaml', 'ReportFunction'));
  expect(report).toEqual([
    'LEDGER_BUCKET',
    'LEDGER_DATABASE',
    'LEDGER_WORKGROUP',
    'REPORT_LINK_HOURS',
    'REPORT_SQL',
    'REPORT_TOPIC_ARN',
  ]);
});

test('reports are off unless a format is chosen; the function has one in any case', () => {
  const { Parameters, Resources } = readTemplate('template-main.yaml');
  expect(Parameters['ReportFormat']).toMatchObject({
    Default: 'none',
    AllowedValues: ['none', 'csv', 'json'],
  });
  expect(Resources['ExportsFunction']!.Properties['Environment']).toMatchObject({
    Variables: { OUTPUT_TYPE: { If: ['WritesReports', { Ref: 'ReportFormat' }, 'csv'] } },
  });
});

/** The defaults of the parameters, as CloudFormation hands them on: text. */
const defaultsOf = (file: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(readTemplate(file).Parameters).map(([name, parameter]) => [
      name,
      String(parameter.Default ?? ''),
    ]),
  );

test('the defaults of the parameters are settings that the code accepts', () => {
  const main = defaultsOf('template-main.yaml');
  const lake = { LEDGER_BUCKET: 'org-ledger', LEDGER_DATABASE: 'athena_ledger' };
  expect(
    readEventsConfig({
      ...lake,
      LEDGER_WORKGROUP: 'athena-ledger',
      AWS_REGION: 'eu-west-1',
      TRAIL_LOCATION: main['TrailLocation'],
      LOOKBACK_DAYS: main['LookbackDays'],
      PRICE_PER_TB: main['PricePerTb'],
    }),
  ).toMatchObject({ trail_location: null, lookback_days: 2 });
  expect(
    readExportsConfig({
      ...lake,
      LEDGER_WORKGROUP: 'athena-ledger',
      AWS_REGION: 'eu-west-1',
      REPORT_TIME_ZONE: main['ReportTimeZone'],
    }),
  ).toMatchObject({ format: 'csv', time_zone: 'UTC' });
  expect(
    readReportConfig({
      ...lake,
      LEDGER_WORKGROUP: 'athena-ledger',
      AWS_REGION: 'eu-west-1',
      REPORT_SQL: main['ReportSql'],
      REPORT_LINK_HOURS: main['ReportLinkHours'],
      REPORT_TOPIC_ARN: main['AlarmTopicArn'],
    }),
  ).toMatchObject({ sql: 'full', topic: null });
  const regional = defaultsOf('template-regional.yaml');
  expect(
    readHistoryConfig({
      ...lake,
      LEDGER_BUCKET_REGION: 'eu-west-1',
      COLLECT_WINDOW: regional['CollectWindow'],
      API_SHARE: regional['ApiShare'],
    }),
  ).toMatchObject({ window: 'day', api_share: 0.8 });
});
