import { readFileSync } from 'node:fs';
import {
  actionOf,
  type Deployed,
  NEVER_SENT,
  ON_BEHALF,
  SENDERS,
} from '../../tools/permissions/actions';
import { callsIn, callsOf } from '../../tools/permissions/commands';
import { actionsOf, type Role } from '../../tools/permissions/roles';
import { build, type Built } from '../bundles/built';
import { mainStack, regionalStack, roleIn } from './stacks';

let built: Built;
beforeAll(() => {
  built = build();
});
afterAll(() => {
  built.remove();
});

const ROLES: Record<Deployed, () => Role> = {
  history: () => roleIn(regionalStack(), 'HistoryRole'),
  events: () => roleIn(mainStack(), 'EventsRole'),
  exports: () => roleIn(mainStack(), 'ExportsRole'),
  // With a topic: without one it tells nobody, and may not.
  report: () => roleIn(mainStack({ parameters: { AlarmEmail: 'data@example.com' } }), 'ReportRole'),
};

describe.each(['history', 'events', 'exports', 'report'] as const)(
  'the role of the function of %s',
  (stage) => {
    const held = (): string[] =>
      callsIn(Object.keys(built.contents(stage).files)).flatMap((call) => actionOf(call) ?? []);
    const never = NEVER_SENT[stage].map(({ action }) => action);
    const sent = (): string[] => held().filter((action) => !never.includes(action));

    test('allows what its bundle sends and what AWS does with it, and nothing else', () => {
      const needed = new Set([...sent(), ...ON_BEHALF[stage].map(({ action }) => action)]);
      expect(actionsOf(ROLES[stage]())).toEqual([...needed].sort());
    });

    test('is used by the files that its page names', () => {
      const files = callsIn(Object.keys(built.contents(stage).files)).map(({ file }) => file);
      expect([...new Set(files)].sort()).toEqual([...SENDERS[stage]].sort());
    });

    test('does without what its bundle holds and never sends', () => {
      expect(never.filter((action) => !held().includes(action))).toEqual([]);
      const sources = Object.keys(built.contents(stage).files).filter((file) =>
        file.startsWith(`src/${stage}/`),
      );
      const deleting = sources.filter((file) =>
        /\bfiles\.delete\b/.test(readFileSync(file, 'utf8')),
      );
      if (never.includes('s3:DeleteObject')) expect(deleting).toEqual([]);
      const publishing = sources.filter((file) =>
        /\bcatalog\.(publish|dropStaged)\b/.test(readFileSync(file, 'utf8')),
      );
      if (never.includes('glue:UpdatePartition')) expect(publishing).toEqual([]);
    });
  },
);

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
    [
      'an upload of any size',
      "import { Upload } from '@aws-sdk/lib-storage';",
      [
        's3:PutObject',
        's3:CreateMultipartUpload',
        's3:UploadPart',
        's3:CompleteMultipartUpload',
        's3:AbortMultipartUpload',
      ],
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
