/** What holds of the parameters of every template. */
import { readTemplate, TEMPLATES, type Parameter } from './template';

const parametersOf = (file: string): [string, Parameter][] =>
  Object.entries(readTemplate(file).Parameters);
const every = TEMPLATES.flatMap((file) =>
  parametersOf(file).map(([name, parameter]) => ({ file, name, parameter })),
);

/** As CloudFormation checks a value: a pattern has to match the whole of it. */
function accepts(parameter: Parameter, value: string): boolean {
  const { AllowedPattern, AllowedValues, MinValue, MaxValue } = parameter;
  if (AllowedPattern !== undefined) return new RegExp(`^(?:${AllowedPattern})$`).test(value);
  if (AllowedValues !== undefined) return AllowedValues.map(String).includes(value);
  return Number(value) >= MinValue! && Number(value) <= MaxValue!;
}

test.each(every)('$file: $name is described in a sentence', ({ parameter }) => {
  expect(parameter.Description).toMatch(/^[\w].{20,400}\.$/s);
});

test.each(every)('$file: $name accepts its default and is checked', ({ parameter }) => {
  const { Default, Type } = parameter;
  if (Default !== undefined) expect(accepts(parameter, String(Default))).toBe(true);
  expect(accepts(parameter, Type === 'Number' ? '-1' : 'no: "such" value')).toBe(false);
});

test.each(TEMPLATES)('%s: the console shows each parameter in one group', (file) => {
  const groups = readTemplate(file).Metadata['AWS::CloudFormation::Interface'].ParameterGroups;
  const grouped = groups.flatMap(({ Parameters }) => Parameters);
  expect(grouped.sort()).toEqual(
    parametersOf(file)
      .map(([name]) => name)
      .sort(),
  );
});

const VALUES = [
  ['template-main.yaml', 'OrganizationId', ['o-abcdef1234'], ['abcdef1234', 'O-ABCDEF1234']],
  [
    'template-main.yaml',
    'TrailLocation',
    ['s3://trail/AWSLogs/', 's3://trail/some/prefix/AWSLogs/o-abcdef1234/'],
    ['s3://trail/AWSLogs', 'trail/AWSLogs/', 's3://trail/AWSLogs/111122223333/'],
  ],
  ['template-main.yaml', 'DatabaseName', ['athena_ledger', 'ledger2'], ['athena-ledger', 'Ledger']],
  [
    'template-main.yaml',
    'ScheduleExpression',
    ['cron(15 1 * * ? *)', 'cron(0/30 2-6 ? * MON-FRI *)'],
    ['15 1 * * *', 'cron(15 1 * * *)', 'rate(1 day)'],
  ],
  [
    'template-main.yaml',
    'PricePerTb',
    ['5', '6.75', '{"default":5,"us-west-1":6.75}', '{"default": 5}'],
    ['five', '$5', '-1'],
  ],
  ['template-main.yaml', 'ReportFormat', ['none', 'csv', 'json'], ['CSV', 'xml', '']],
  [
    'template-main.yaml',
    'ReportTimeZone',
    ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'],
    ['', '+02:00', '/UTC', 'Europe/', 'Europe Berlin'],
  ],
  ['template-main.yaml', 'ReportPage', ['true', 'false'], ['yes', '']],
  ['template-main.yaml', 'ReportSql', ['full', 'masked', 'none'], ['FULL', '']],
  ['template-main.yaml', 'ReportLinkHours', ['0', '12'], ['13', '-1']],
  ['template-main.yaml', 'AlarmEmail', ['data@example.com'], ['data', 'a@b', 'a b@example.com']],
  ['template-regional.yaml', 'ApiShare', ['0.8', '.5', '1', '1.0'], ['0', '0.0', '1.1', '80']],
  [
    'template-regional.yaml',
    'LedgerKeyArn',
    [
      'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab',
      'arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1',
    ],
    ['alias/ledger', 'arn:aws:kms:eu-west-1:111122223333:alias/ledger'],
  ],
  [
    'template-regional.yaml',
    'AlarmTopicArn',
    ['arn:aws:sns:eu-west-1:111122223333:alarms', 'arn:aws-us-gov:sns:*:*:alarms'],
    ['alarms', 'arn:aws:sns:eu-west-1:*', 'arn:aws:sqs:eu-west-1:111122223333:alarms'],
  ],
] as const;

test.each(VALUES)('%s: %s takes what is right and refuses the rest', (file, name, right, wrong) => {
  const parameter = readTemplate(file).Parameters[name]!;
  expect(right.filter((value) => !accepts(parameter, value))).toEqual([]);
  expect(wrong.filter((value) => accepts(parameter, value))).toEqual([]);
});
