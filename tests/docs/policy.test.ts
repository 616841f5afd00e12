/** docs/policy.json: with its words replaced it allows what the roles of the functions may do, and no more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asList, type Role, type RoleStatement, rolesOf } from '../../tools/permissions/roles';
import { type Policy, policyPage } from '../../tools/policy';
import {
  KEY,
  MAIN_ACCOUNT,
  mainStack,
  REGION,
  regionalStack,
  TRAIL,
  TRAIL_KEY,
} from '../permissions/stacks';

const doc = (name: string): string => readFileSync(join(__dirname, '../../docs', name), 'utf8');
const page = doc('policy.json');

/** As somebody would edit the page for the stacks of tests/permissions. */
const EDITS: Record<string, string> = {
  LEDGER_BUCKET: 'ledger-bucket',
  LEDGER_DATABASE: 'athena_ledger',
  LEDGER_WORKGROUP: 'ledger',
  LEDGER_KEY_ARN: KEY,
  TRAIL_BUCKET: TRAIL.slice(0, TRAIL.indexOf('/')),
  TRAIL_FOLDER: TRAIL.slice(TRAIL.indexOf('/') + 1),
  TRAIL_KEY_ARN: TRAIL_KEY,
  ACCOUNT_ID: MAIN_ACCOUNT,
  REGION,
};
const edited = (): Policy =>
  JSON.parse(
    Object.entries(EDITS).reduce((text, [word, value]) => text.replaceAll(word, value), page),
  ) as Policy;

/** One line for each action on each resource, with its condition. */
const grants = (statements: readonly RoleStatement[]): string[] => [
  ...new Set(
    statements.flatMap(({ Effect, Action, Resource, Condition = {} }) =>
      asList(Action).flatMap((action) =>
        asList(Resource).map((on) => `${Effect} ${action} ${on} ${JSON.stringify(Condition)}`),
      ),
    ),
  ),
];

const isFunctions = ({ services }: Role): boolean => services.includes('lambda.amazonaws.com');

test('is what `node tools/run.mjs tools/docs.ts` writes', () => {
  expect(page).toBe(policyPage());
});

test('allows the same actions on the same resources as the roles of the functions, but for Lambda’s logs and queue', () => {
  const stacks = [mainStack(), regionalStack({ account_id: MAIN_ACCOUNT })];
  const roles = stacks.flatMap(rolesOf).filter(isFunctions);
  expect(roles.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['EventsRole', 'ExportsRole', 'HistoryRole']),
  );
  const theirs = grants(
    roles.flatMap(({ policies }) => policies.flatMap((one) => one.PolicyDocument.Statement)),
  ).filter((grant) => !/^Allow (logs|sqs):/.test(grant));
  expect(theirs.length).toBeGreaterThan(60);
  expect(grants(edited().Statement).sort()).toEqual(theirs.sort());
});

test('names each statement once, in letters and digits', () => {
  const names = edited().Statement.map(({ Sid = '' }) => Sid);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[A-Za-z0-9]+$/.test(name))).toEqual([]);
});

test('its words are those that docs/policy.md explains', () => {
  const words = new Set(page.match(/\b[A-Z]+(?:_[A-Z]+)+\b|\bREGION\b/g));
  expect([...words].sort()).toEqual(Object.keys(EDITS).sort());
  const explained = [...doc('policy.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, word]) => word);
  expect(explained.sort()).toEqual(Object.keys(EDITS).sort());
});

/** IAM quotas: a managed policy has at most 6,144 characters, white space not counted. */
test('fits a managed policy', () => {
  expect(JSON.stringify(edited()).length).toBeLessThanOrEqual(6144);
});
