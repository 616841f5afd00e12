/** `collect --lookup`: who asked, without any trail, into a lake that build and query read. */
import { join } from 'node:path';
import { addDays, dayOf } from '../../src/core/days';
import { call, evenly, worldOf } from '../lookup/looking-up';
import { scratch } from '../local/scratch';
import { cloudtrailApi } from '../stand-ins/cloudtrail-api/server';
import type { JsonApi } from '../stand-ins/json-api';
import { listing, run, succeed } from './program';

const TODAY = dayOf(new Date());
const DAY = addDays(TODAY, -1);
const LOOKUP = ['collect', '--lookup', '--from', DAY, '--to', DAY];

let api: JsonApi;
beforeAll(async () => {
  const person = { userIdentity: { type: 'IAMUser', userName: 'ann', accountId: '111122223333' } };
  const events = [
    call(`${DAY}T12:00:00Z`, 'by ann', person),
    ...evenly(59, `${DAY}T00:00:00Z`, `${TODAY}T00:00:00Z`),
  ];
  api = await cloudtrailApi(worldOf(events, new Date().toISOString()));
});
afterAll(() => api.close());

const access = (): Record<string, string> => ({
  AWS_REGION: 'eu-west-1',
  AWS_ENDPOINT_URL: api.endpoint,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
});

test('calls become files of a trail, and build makes events of them', async () => {
  const lake = join(scratch(), 'new/lake');
  const outcome = await run([...LOOKUP, '--lake', lake], { env: access() });
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toBe('111122223333 eu-west-1: 60 calls in 1 files\n');
  const folder = `trail/AWSLogs/111122223333/CloudTrail/eu-west-1/${DAY.replaceAll('-', '/')}`;
  expect(Object.keys(listing(lake))).toContain(
    `${folder}/111122223333_CloudTrail_eu-west-1_${DAY}.part-0000.json.gz`,
  );
  const printed = await succeed(['build', '--lake', lake, '--from', DAY, '--to', DAY]);
  expect(printed).toContain('Built 1 day: 60 events (0 matched, 0 history only,\n60 trail only');
  const sql = "SELECT user, record_source FROM events WHERE user = 'ann'";
  expect(await succeed(['query', '--lake', lake, '--format', 'csv', sql])).toBe(
    'user,record_source\r\nann,trail_only\r\n',
  );
});

test('ninety days back, and no further', async () => {
  const lake = join(scratch(), 'lake');
  const from = addDays(TODAY, -90);
  const reaching = ['collect', '--lookup', '--lake', lake, '--from', from, '--to', DAY];
  const outcome = await run(reaching, { env: access() });
  expect(outcome).toMatchObject({
    code: 0,
    stdout: '111122223333 eu-west-1: 60 calls in 1 files\n',
  });
  reaching[5] = addDays(TODAY, -91);
  const refused = await run(reaching, { env: access() });
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain(`CloudTrail keeps 90 days, so begin at ${from} or later.`);
});

test('one region that is denied leaves the others be, and the command fails', async () => {
  const lake = join(scratch(), 'lake');
  const args = [...LOOKUP, '--lake', lake, '--regions', 'eu-west-1,eu-north-1'];
  const closed = await cloudtrailApi(worldOf([], new Date().toISOString()), {
    denied: 'eu-west-1',
  });
  const outcome = await run(args, { env: { ...access(), AWS_ENDPOINT_URL: closed.endpoint } });
  await closed.close();
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).toBe('111122223333 eu-north-1: 0 calls in 0 files\n');
  expect(outcome.stderr).toMatch(/^athena-ledger: eu-west-1: LookupEvents failed: AccessDenied/);
});

test('workgroups are nothing that CloudTrail can be asked for', async () => {
  const args = [...LOOKUP, '--lake', scratch(), '--workgroups', 'etl'];
  const outcome = await run(args, { env: access() });
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toMatch(/^athena-ledger: --workgroups: [^\n]*--lookup\.\n$/);
});
