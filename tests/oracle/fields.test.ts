import { call, D, line, organization, refusal } from './given';
import { expectedEvents } from './oracle';
import type { HistoryLine, JsonObject } from './organization';

const matched = (history: Partial<HistoryLine>, trail: JsonObject = {}) =>
  expectedEvents(
    organization({ history: { [D]: [line(history)] }, trail: { [D]: [call(trail)] } }),
    D,
  )[0];
const trailOnly = (record: JsonObject) =>
  expectedEvents(organization({ trail: { [D]: [record] } }), D)[0];

const asked = {
  requestParameters: {
    queryString: 'SELECT 2',
    workGroup: 'adhoc',
    clientRequestToken: 't',
    queryExecutionContext: { catalog: 'c', database: 'd' },
  },
};

describe('history first, then the trail', () => {
  const unknown = { query: null, workgroup: null, catalog: null, database_name: null };

  test('history is silent', () => {
    expect(matched({ ...unknown, submitted_at: null }, asked)).toMatchObject({
      query: 'SELECT 2',
      workgroup: 'adhoc',
      catalog: 'c',
      database_name: 'd',
      submitted_at: `${D}T12:00:00.000Z`,
      client_request_token: 't',
    });
  });

  test('history speaks', () => {
    const said = { query: 'SELECT 1', workgroup: 'etl', catalog: 'h', database_name: 'e' };
    expect(matched(said, asked)).toMatchObject(said);
  });

  test('both are silent', () => {
    expect(matched(unknown, { requestParameters: null })).toMatchObject({
      ...unknown,
      workgroup: 'primary',
      query_length: null,
      query_hash: null,
      query_fingerprint: null,
    });
  });
});

test('omitted SQL is null, SQL of an old trail is kept', () => {
  const omitted = { requestParameters: { queryString: '***OMITTED***', workGroup: '' } };
  expect(trailOnly(call(omitted))).toMatchObject({ query: null, workgroup: 'primary' });
  expect(trailOnly(call(asked))).toMatchObject({ query: 'SELECT 2', query_length: 8 });
});

test('account and region: the record’s, else the folder’s', () => {
  expect(trailOnly(call())).toMatchObject({ account_id: '111122223333', region: 'us-east-1' });
  expect(trailOnly(call({ awsRegion: '', recipientAccountId: null }))).toMatchObject({
    account_id: '444455556666',
    region: 'eu-west-1',
  });
});

test('length counts code points', () => {
  expect(matched({ query: "'😀é'" })).toMatchObject({ query_length: 4 });
});

describe('error_message', () => {
  const reason = { error_message: null, state_change_reason: 'because' };
  test.each([
    ['history’s own', { state: 'FAILED', ...reason, error_message: 'own' }, 'own'],
    ['the reason of a failure', { state: 'FAILED', ...reason }, 'because'],
    ['the reason of a cancellation', { state: 'CANCELLED', ...reason }, 'because'],
    ['the trail’s, if it succeeded', { state: 'SUCCEEDED', ...reason }, 'trail'],
    ['the trail’s, if there is no reason', { state: 'FAILED' }, 'trail'],
  ])('%s', (_name, history, message) => {
    expect(matched(history, { errorMessage: 'trail' })).toMatchObject({ error_message: message });
  });

  test('empty is none', () => {
    expect(trailOnly(refusal({ errorMessage: '' }))).toMatchObject({ error_message: null });
  });
});

test.each([
  [`${D}T12:00:00Z`, `${D}T12:00:00.000Z`],
  [`${D}T12:00:00.5Z`, `${D}T12:00:00.500Z`],
  [`${D}T14:00:00+02:00`, `${D}T12:00:00.000Z`],
])('time %s', (eventTime, submitted_at) => {
  expect(trailOnly(call({ eventTime }))).toMatchObject({ submitted_at });
});

test.each([
  '',
  'not a time',
  '2026-13-45T00:00:00Z',
  '2026-02-30T10:00:00Z',
  '2026-03-10T25:00:00Z',
  null,
])('no time %j', (eventTime) => {
  expect(trailOnly(call({ eventTime }))).toBeUndefined();
});
