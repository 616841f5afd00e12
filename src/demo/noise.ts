/** The rest of the trail: polls, and other services. A reader has to leave it out. */
import type { Caller } from './callers';
import { iamUser, assumedRole, awsService } from './identity';
import { SITES, type Site } from './organization';
import { at, type Period } from './period';
import { createRandom, type Random } from './random';
import { record, type TrailRecord } from './record';
import { delivered, type Delivery, type Trace } from './trace';

type Call = readonly [eventSource: string, eventName: string, readOnly: boolean];

const POLLS: readonly Call[] = [
  ['athena.amazonaws.com', 'GetQueryExecution', true],
  ['athena.amazonaws.com', 'GetQueryExecution', true],
  ['athena.amazonaws.com', 'GetQueryResults', true],
  ['athena.amazonaws.com', 'StopQueryExecution', false],
];
const ELSEWHERE: readonly Call[] = [
  ['sts.amazonaws.com', 'AssumeRole', true],
  ['s3.amazonaws.com', 'ListBuckets', true],
  ['glue.amazonaws.com', 'GetTable', true],
  ['kms.amazonaws.com', 'Decrypt', true],
  ['ec2.amazonaws.com', 'DescribeInstances', true],
  ['logs.amazonaws.com', 'StartQuery', true],
  ['states.amazonaws.com', 'StartExecution', false],
];

/** Whoever asked also asks whether it is done. */
export function* pollsOf(trace: Trace, random: Random): Iterable<Delivery> {
  const [first] = trace.deliveries;
  const { row } = trace;
  if (!first || !row || random.chance(0.4)) return;
  const [eventSource, eventName, readOnly] = random.pick(POLLS);
  const asked: TrailRecord = {
    ...first.record,
    eventSource,
    eventName,
    readOnly,
    requestParameters: { queryExecutionId: row.query_execution_id },
    responseElements: null,
    requestID: random.uuid(),
    eventID: random.uuid(),
  };
  yield { ...first, record: asked };
}

function bystander(site: Site, what: Call, random: Random): Caller {
  const somebody = (identity: Caller['identity']): Caller => ({
    user: '',
    user_source: '',
    job: '',
    account_id: site.account_id,
    region: site.region,
    workgroups: [],
    identity,
    agents: ['aws-internal/3', 'Terraform/1.9.8 aws-sdk-go-v2/1.32.3'],
    addresses: ['10.0.0.5', 'AWS Internal'],
    rhythm: () => [],
    weekdays: 0,
    weekends: 0,
    work: [],
  });
  if (what[1] === 'AssumeRole') return somebody(() => awsService('lambda.amazonaws.com'));
  return random.chance(0.3)
    ? somebody((r) => iamUser(site.account_id, 'terraform', r))
    : somebody((r) =>
        assumedRole(
          { account_id: site.account_id, role: 'ledger-history', session: 'ledger-history' },
          r,
        ),
      );
}

/** The collector's own calls after midnight, then a burst every four hours. */
const whatAndWhen = (i: number, day: string, random: Random): [Call, number] =>
  i < 8
    ? [
        ['athena.amazonaws.com', i < 4 ? 'ListQueryExecutions' : 'BatchGetQueryExecution', true],
        at(day, 24.5) + i * 9_000,
      ]
    : [random.pick(ELSEWHERE), at(day, (i % 6) * 4 + 1) + i * 2_000];

/** Forty calls a day to other services in each site. */
export function* noise(period: Period, seed: number): Iterable<Delivery> {
  for (const site of SITES) {
    for (const day of period.days) {
      const random = createRandom(`${seed} noise ${site.account_id} ${site.region} ${day}`);
      for (let i = 0; i < 40; i++) {
        const [what, called_at] = whatAndWhen(i, day, random);
        const [eventSource, eventName, readOnly] = what;
        const asked = record(
          bystander(site, what, random),
          called_at,
          { eventSource, eventName, readOnly },
          random,
        );
        yield delivered(asked, called_at, random);
      }
    }
  }
}
