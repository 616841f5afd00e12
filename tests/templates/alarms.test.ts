/** Every failure rings, and every alarm has a page to turn to. */
import { readFileSync } from 'node:fs';
import { readTemplate, resourcesOf, TEMPLATES } from './template';

interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions?: { Name: string; Value: unknown }[];
}
interface Alarm extends Partial<Metric> {
  AlarmDescription: string;
  AlarmActions: unknown;
  Metrics?: { MetricStat?: { Metric: Metric; Period: number } }[];
  Period?: number;
  EvaluationPeriods: number;
  TreatMissingData: string;
}

const alarmsOf = (file: string): [string, Alarm][] =>
  Object.entries(resourcesOf(readTemplate(file), 'AWS::CloudWatch::Alarm')).map(
    ([name, { Properties }]) => [name, Properties as unknown as Alarm],
  );
const every = TEMPLATES.flatMap((file) =>
  alarmsOf(file).map(([name, alarm]) => ({ file, name, alarm })),
);

const metricsOf = (alarm: Alarm): Metric[] =>
  alarm.Metrics
    ? alarm.Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []))
    : [alarm as Metric];

/** What the alarms of a template watch, as `METRIC of RESOURCE`. */
const watched = (file: string): string[] =>
  alarmsOf(file)
    .flatMap(([, alarm]) => metricsOf(alarm))
    .flatMap(({ MetricName, Dimensions = [] }) =>
      Dimensions.map(({ Value }) => `${MetricName} of ${JSON.stringify(Value)}`),
    );

const MUST_BE_WATCHED = [
  ['AWS::Serverless::Function', ['Duration']],
  ['AWS::StepFunctions::StateMachine', ['ExecutionsFailed']],
] as const;

/** Nobody waits for what a schedule starts: whatever its end, and no success is a failure, too. */
const MUST_BE_WATCHED_IF_SCHEDULED = [
  'ExecutionsTimedOut',
  'ExecutionsAborted',
  'ExecutionsSucceeded',
] as const;

/** State machines that a schedule starts. */
const scheduled = (file: string): string[] =>
  Object.values(resourcesOf(readTemplate(file), 'AWS::Scheduler::Schedule'))
    .map(({ Properties }) => (Properties['Target'] as { Arn: { Ref?: string } }).Arn.Ref ?? '')
    .filter(
      (name) => readTemplate(file).Resources[name]?.Type === 'AWS::StepFunctions::StateMachine',
    );

test.each(TEMPLATES)('%s: functions, state machines and queues are watched', (file) => {
  const template = readTemplate(file);
  for (const [type, metrics] of MUST_BE_WATCHED)
    for (const name of Object.keys(resourcesOf(template, type)))
      for (const metric of metrics)
        expect(watched(file)).toContain(`${metric} of {"Ref":"${name}"}`);
  for (const name of scheduled(file))
    for (const metric of MUST_BE_WATCHED_IF_SCHEDULED)
      expect(watched(file)).toContain(`${metric} of {"Ref":"${name}"}`);
  for (const name of Object.keys(resourcesOf(template, 'AWS::SQS::Queue')))
    expect(watched(file)).toContain(
      `ApproximateNumberOfMessagesVisible of {"GetAtt":"${name}.QueueName"}`,
    );
});

test.each(every)('$name notifies, and says where to read on', ({ name, alarm }) => {
  expect(JSON.stringify(alarm.AlarmActions)).toContain('AlarmTopic');
  expect(alarm.AlarmDescription).toContain(`docs/runbook.md, ${name}.`);
});

test('the runbook has a section for each alarm, and for nothing else', () => {
  const sections = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (\w+Alarm)$/gm)];
  const names = every.map(({ name }) => name);
  expect(sections.map(([, name]) => name).sort()).toEqual(names.sort());
});

test.each(every)('$name looks no further back than CloudWatch can', ({ alarm }) => {
  const periods = [
    ...(alarm.Period === undefined ? [] : [alarm.Period]),
    ...(alarm.Metrics ?? []).flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Period] : [])),
  ];
  expect(periods.length).toBeGreaterThan(0);
  // PutMetricAlarm: a day in all for periods below an hour, seven days for others.
  for (const period of periods)
    expect(period * alarm.EvaluationPeriods).toBeLessThanOrEqual((period < 3600 ? 1 : 7) * 86_400);
});

test.each(['EventsSilentAlarm', 'HistorySilentAlarm'])(
  '%s rings after 26 hours without a success, and no data is none',
  (wanted) => {
    const { alarm } = every.find(({ name }) => name === wanted)!;
    expect(alarm).toMatchObject({
      MetricName: 'ExecutionsSucceeded',
      TreatMissingData: 'breaching',
    });
    expect(alarm).toMatchObject({ ComparisonOperator: 'LessThanThreshold', Threshold: 1 });
    expect(alarm.Period! * alarm.EvaluationPeriods).toBe(26 * 3600);
  },
);
