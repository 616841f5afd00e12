import { actionOf, ON_BEHALF } from '../../tools/permissions/actions';
import { callsIn, callsOf } from '../../tools/permissions/commands';
import { actionsOf } from '../../tools/permissions/roles';
import { build, type Built } from '../bundles/built';
import { mainStack, regionalStack, roleIn } from './stacks';

let built: Built;
beforeAll(() => {
  built = build();
});
afterAll(() => {
  built.remove();
});

const ROLES = {
  history: () => roleIn(regionalStack(), 'HistoryRole'),
  events: () => roleIn(mainStack(), 'EventsRole'),
};

describe.each(['history', 'events'] as const)('the role of the function of %s', (stage) => {
  const sent = (): string[] =>
    callsIn(Object.keys(built.contents(stage).files)).flatMap((call) => actionOf(call) ?? []);

  test('allows what its bundle sends and what AWS does with it, and nothing else', () => {
    const needed = new Set([...sent(), ...ON_BEHALF[stage].map(({ action }) => action)]);
    expect(actionsOf(ROLES[stage]())).toEqual([...needed].sort());
  });

  test('is used for other things than the calls of the bundle only where the table says why', () => {
    const twice = ON_BEHALF[stage].filter(({ action }) => sent().includes(action));
    expect(twice).toEqual([]);
    expect(ON_BEHALF[stage].filter(({ reason }) => !/^[A-Z].+\.$/.test(reason))).toEqual([]);
  });

  test('sends calls of each client that the bundle holds', () => {
    const clients = new Set(callsIn(Object.keys(built.contents(stage).files)).map((c) => c.client));
    const held = { history: ['athena', 's3', 'sts'], events: ['athena', 'glue', 's3'] };
    expect([...clients].sort()).toEqual(held[stage]);
  });
});

describe('calls are found in a source by what it imports:', () => {
  const names = (text: string): string[] =>
    callsOf('a.ts', text).map(({ client, operation }) => `${client}:${operation}`);

  test.each([
    ['a command', "import { GetTableCommand } from '@aws-sdk/client-glue';", ['glue:GetTable']],
    [
      'a command by another name',
      "import { GetObjectCommand as Get, S3Client } from '@aws-sdk/client-s3';",
      ['s3:GetObject'],
    ],
    [
      'a paginator',
      "import { paginateListObjectsV2 } from '@aws-sdk/client-s3';",
      ['s3:ListObjectsV2'],
    ],
    ['no type', "import type { GetTableCommand } from '@aws-sdk/client-glue';", []],
    ['no type among values', "import { type GetTableCommand } from '@aws-sdk/client-glue';", []],
    ['no other package', "import { runCommand } from './athena-statement';", []],
  ])('%s', (_what, text, calls) => {
    expect(names(text)).toEqual(calls);
  });

  test.each([
    ["import * as s3 from '@aws-sdk/client-s3';", '*'],
    ["import { S3 } from '@aws-sdk/client-s3';", 'S3'],
    ["import athena from '@aws-sdk/client-athena';", 'athena'],
    ["import { waitUntilObjectExists } from '@aws-sdk/client-s3';", 'waitUntilObjectExists'],
  ])('what may send any call is refused: %s', (text, name) => {
    expect(() => names(text)).toThrow(`a.ts: imports ${name} of the SDK`);
  });

  test('an S3 call whose action is not known is an error, not a guess', () => {
    const call = { client: 's3', operation: 'CopyObject', file: 'a.ts' };
    expect(() => actionOf(call)).toThrow('CopyObject');
  });
});
