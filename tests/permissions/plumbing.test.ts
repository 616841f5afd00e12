/** The roles between schedule, state machine and function: each does one thing. */
import { actionsOf } from '../../tools/permissions/roles';
import { definitionOf } from '../state-machines/machine';
import { simulate } from './simulator/simulate';
import {
  ACCOUNT,
  identityOf,
  MAIN_ACCOUNT,
  mainStack,
  OTHER_ACCOUNT,
  regionalStack,
  type Resources,
  roleIn,
  sessionOf,
} from './stacks';

const STACKS = [
  ['History', regionalStack(), ACCOUNT, 1],
  ['Events', mainStack(), MAIN_ACCOUNT, 3],
] as const;

function isAllowed(
  stack: Resources,
  account_id: string,
  role: string,
  action: string,
  arn: string,
) {
  const request = {
    principal: sessionOf(account_id, role),
    action,
    resource: arn,
    resource_account_id: account_id,
  };
  return simulate(request, { identity: identityOf(roleIn(stack, role)) }).allowed;
}

interface Target {
  Arn: string;
  RoleArn: string;
  DeadLetterConfig: { Arn: string };
}

interface Trust {
  Statement: { Principal: object; Action: string; Condition?: object }[];
}
const trustOf = (stack: Resources, role: string): Trust =>
  stack[role]!.Properties['AssumeRolePolicyDocument'] as unknown as Trust;

describe.each(STACKS)('%s:', (name, stack, account, functions) => {
  const target = stack[`${name}Schedule`]!.Properties['Target'] as unknown as Target;
  const machine = stack[`${name}StateMachine`]!;
  const tasks = Object.values(definitionOf(machine).States).filter(({ Type }) => Type === 'Task');
  const called = tasks.map(
    (task) => (task as unknown as { Parameters: { FunctionName: string } }).Parameters.FunctionName,
  );

  test('the state machine may call its functions and nothing else', () => {
    expect(called).toHaveLength(functions);
    const may = (arn: string) =>
      isAllowed(stack, account, 'StateMachineRole', 'lambda:InvokeFunction', arn);
    for (const arn of called) {
      expect(may(arn)).toBe(true);
      expect(may(`${arn}2`)).toBe(false);
      expect(may(arn.replace(account, OTHER_ACCOUNT))).toBe(false);
    }
    expect(actionsOf(roleIn(stack, 'StateMachineRole'))).toEqual(['lambda:InvokeFunction']);
    expect(machine.Properties['RoleArn']).toBe(
      `arn:aws:iam::${account}:role/ledger-statemachinerole`,
    );
  });

  test('the schedule may start its state machine and leave a message, nothing else', () => {
    const may = (action: string, arn: string) =>
      isAllowed(stack, account, 'ScheduleRole', action, arn);
    expect(may('states:StartExecution', target.Arn)).toBe(true);
    expect(may('sqs:SendMessage', target.DeadLetterConfig.Arn)).toBe(true);
    expect(may('states:StartExecution', `${target.Arn}2`)).toBe(false);
    expect(may('sqs:SendMessage', `${target.DeadLetterConfig.Arn}2`)).toBe(false);
    expect(actionsOf(roleIn(stack, 'ScheduleRole'))).toEqual([
      'sqs:SendMessage',
      'states:StartExecution',
    ]);
    expect(target.RoleArn).toBe(`arn:aws:iam::${account}:role/ledger-schedulerole`);
  });

  test.each([
    ['StateMachineRole', 'states.amazonaws.com'],
    ['ScheduleRole', 'scheduler.amazonaws.com'],
  ])('%s is taken by %s, for this account only', (role, service) => {
    expect(trustOf(stack, role).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ]);
  });

  test('the function’s own role is taken by Lambda only', () => {
    expect(trustOf(stack, `${name}Role`).Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
  });
});

describe('the state machine of a backfill', () => {
  const regional = regionalStack();
  const main = mainStack();
  const machine = `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:ledger-historybackfillstatemachine`;
  const execution = machine.replace(':stateMachine:', ':execution:');
  const may = (action: string, arn: string) =>
    isAllowed(regional, ACCOUNT, 'BackfillRole', action, arn);

  test('of a region may call its function, and start, see and stop its own days', () => {
    const properties = regional['HistoryBackfillStateMachine']!.Properties;
    expect(properties['RoleArn']).toBe(`arn:aws:iam::${ACCOUNT}:role/ledger-backfillrole`);
    const text = properties['DefinitionString'] as string;
    const functions = new Set(
      [...text.matchAll(/"FunctionName": "([^"]+)"/g)].map(([, arn]) => arn!),
    );
    expect(functions.size).toBe(1);
    for (const arn of functions) expect(may('lambda:InvokeFunction', arn)).toBe(true);
    expect(may('states:StartExecution', machine)).toBe(true);
    expect(may('states:StopExecution', `${execution}:a-day`)).toBe(true);
    expect(may('states:StartExecution', `${machine}2`)).toBe(false);
    expect(may('states:StopExecution', `${execution}2:a-day`)).toBe(false);
    expect(actionsOf(roleIn(regional, 'BackfillRole'))).toEqual([
      'lambda:InvokeFunction',
      'states:DescribeExecution',
      'states:StartExecution',
      'states:StopExecution',
    ]);
  });

  test('of the main stack has the role of the build, and calls nothing that the build does not', () => {
    const calls = (name: string) => {
      const { RoleArn, DefinitionString } = main[name]!.Properties as Record<string, string>;
      const found = [...DefinitionString!.matchAll(/"FunctionName": "([^"]+)"/g)];
      return { RoleArn, functions: [...new Set(found.map(([, arn]) => arn!))].sort() };
    };
    const [build, backfill] = [calls('EventsStateMachine'), calls('EventsBackfillStateMachine')];
    // The page is left to the next build: it shows the newest days, and a backfill makes old ones.
    const page = build.functions.filter((arn) => arn.endsWith('reportfunction'));
    expect(page).toHaveLength(1);
    expect({ ...backfill, functions: [...backfill.functions, ...page].sort() }).toEqual(build);
  });
});

describe('what Athena and Lambda do with the role of EventsFunction', () => {
  const stack = mainStack();
  const may = (action: string, arn: string) =>
    isAllowed(stack, MAIN_ACCOUNT, 'EventsRole', action, arn);
  const glue = (what: string) => `arn:aws:glue:eu-west-1:${MAIN_ACCOUNT}:${what}`;
  const lake = 'arn:aws:s3:::ledger-bucket';
  const tables = 'athena_ledger';

  test.each([
    ['glue:GetDatabase', glue(`database/${tables}`)],
    ['glue:BatchGetPartition', glue(`table/${tables}/events`)],
    ['glue:BatchCreatePartition', glue(`table/${tables}/events_staging`)],
    ['s3:GetBucketLocation', lake],
    ['s3:ListBucketMultipartUploads', lake],
    ['s3:GetObject', `${lake}/history/day=2026-03-01/account_id=${ACCOUNT}/x.json.gz`],
    ['s3:PutObject', `${lake}/results/abc.csv`],
    ['s3:PutObject', `${lake}/events/day=2026-03-01/run=x/part`],
    ['s3:AbortMultipartUpload', `${lake}/submissions/delivered_day=2026-03-01/run=x/part`],
    ['s3:GetObject', 'arn:aws:s3:::org-trail/AWSLogs/o-exampleorg1/1/CloudTrail/x.json.gz'],
    ['kms:Decrypt', `arn:aws:kms:eu-west-1:${MAIN_ACCOUNT}:key/trail`],
    ['kms:GenerateDataKey', `arn:aws:kms:eu-west-1:${MAIN_ACCOUNT}:key/lake`],
  ])('is allowed: %s on %s', (action, arn) => {
    expect(may(action, arn)).toBe(true);
  });

  test.each([
    ['s3:PutObject', `${lake}/history/day=2026-03-01/account_id=${ACCOUNT}/x.json.gz`],
    ['s3:DeleteObject', `${lake}/history/day=2026-03-01/account_id=${ACCOUNT}/x.json.gz`],
    ['s3:DeleteObject', `${lake}/ledger/day=2026-03-01/job=events/x.json`],
    ['s3:PutObject', 'arn:aws:s3:::org-trail/AWSLogs/o-exampleorg1/x'],
    ['s3:GetObject', 'arn:aws:s3:::org-trail/other/x'],
    ['glue:UpdatePartition', glue(`table/${tables}/history`)],
    ['glue:GetTable', glue('table/other/events')],
    ['glue:DeleteTable', glue(`table/${tables}/events`)],
    ['athena:StartQueryExecution', `arn:aws:athena:eu-west-1:${MAIN_ACCOUNT}:workgroup/primary`],
    ['kms:GenerateDataKey', `arn:aws:kms:eu-west-1:${MAIN_ACCOUNT}:key/trail`],
  ])('is refused: %s on %s', (action, arn) => {
    expect(may(action, arn)).toBe(false);
  });
});

describe('ExportsFunction reads events and writes reports:', () => {
  const stack = mainStack();
  const may = (action: string, arn: string) =>
    isAllowed(stack, MAIN_ACCOUNT, 'ExportsRole', action, arn);
  const glue = (what: string) => `arn:aws:glue:eu-west-1:${MAIN_ACCOUNT}:${what}`;
  const lake = 'arn:aws:s3:::ledger-bucket';

  test('its role is taken by Lambda only', () => {
    expect(trustOf(stack, 'ExportsRole').Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
  });

  test.each([
    ['s3:PutObject', `${lake}/reports/year=2026/month=03/day=01/hour=00/x.csv`],
    ['s3:AbortMultipartUpload', `${lake}/reports/year=2026/month=03/day=01/hour=00/x.csv`],
    ['s3:GetObject', `${lake}/events/day=2026-03-01/run=x/part`],
    ['s3:PutObject', `${lake}/ledger/day=2026-03-01/job=exports/x.json`],
    ['s3:PutObject', `${lake}/results/abc.csv`],
    ['glue:GetPartitions', glue('table/athena_ledger/events')],
  ])('is allowed: %s on %s', (action, arn) => {
    expect(may(action, arn)).toBe(true);
  });

  test.each([
    ['s3:PutObject', `${lake}/events/day=2026-03-01/run=x/part`],
    ['s3:PutObject', `${lake}/ledger/day=2026-03-01/job=events/x.json`],
    ['s3:GetObject', `${lake}/history/day=2026-03-01/account_id=${ACCOUNT}/x.json.gz`],
    ['s3:DeleteObject', `${lake}/reports/year=2026/month=03/day=01/hour=00/x.csv`],
    ['glue:GetPartitions', glue('table/athena_ledger/history')],
    ['glue:UpdatePartition', glue('table/athena_ledger/events')],
    ['athena:StartQueryExecution', `arn:aws:athena:eu-west-1:${MAIN_ACCOUNT}:workgroup/primary`],
    ['s3:GetObject', 'arn:aws:s3:::org-trail/AWSLogs/o-exampleorg1/1/CloudTrail/x.json.gz'],
  ])('is refused: %s on %s', (action, arn) => {
    expect(may(action, arn)).toBe(false);
  });
});
