import fc from 'fast-check';
import type { ExpectedEvent } from '../oracle/expected-event';
import { expectedCounts, expectedEvents, type ExpectedCounts } from '../oracle/oracle';
import { textAt, trailFolder, type Organization } from '../oracle/organization';
import { organizations } from './random-organizations';

/** A generator is worth what it hits: of 300 organizations, how many hold each odd thing. */
const sample = fc.sample(organizations, { numRuns: 300, seed: 20260310 });
const expected = new Map(
  sample.map((org) => [
    org,
    {
      counts: org.days.map((day) => expectedCounts(org, day)),
      events: org.days.map((day) => expectedEvents(org, day)),
    },
  ]),
);
const eventsOf = (org: Organization): ExpectedEvent[][] => expected.get(org)?.events ?? [];

const holds = (odd: (org: Organization) => boolean): number => sample.filter(odd).length;
const counted = (name: keyof ExpectedCounts) => (org: Organization) =>
  expected.get(org)?.counts.some((counts) => counts[name] > 0) ?? false;
const row = (odd: (event: ExpectedEvent) => boolean) => (org: Organization) =>
  eventsOf(org).flat().some(odd);
const idsIn = (org: Organization): string[] =>
  org.history.flatMap(({ rows }) => rows.map((line) => line.query_execution_id));

test.each<keyof ExpectedCounts>([
  'submissions',
  'history_rows',
  'matched',
  'history_only',
  'trail_only',
  'rejected',
  'unidentified',
  'unreadable',
  'running',
  'rows',
])('%s is counted in many organizations', (name) => {
  expect(holds(counted(name))).toBeGreaterThan(20);
});

test.each([
  'source_identity',
  'sso_session',
  'identity_center',
  'federated',
  'session_name',
  'iam_user',
  'role_name',
  'root',
  'service',
  'account',
  null,
])('the user is named by rule %s', (user_source) => {
  expect(
    holds(row((event) => event.event_id !== null && event.user_source === user_source)),
  ).toBeGreaterThan(12);
});

test.each(['scan', 'capacity', 'free', 'unknown'])('pricing model %s', (model) => {
  expect(holds(row((event) => event.pricing_model === model))).toBeGreaterThan(20);
});

test('days without a row, and two queries of one fingerprint', () => {
  expect(holds((org) => eventsOf(org).some((events) => events.length === 0))).toBeGreaterThan(20);
  expect(
    holds((org) => {
      const events = eventsOf(org)
        .flat()
        .filter((e) => e.query);
      const texts = new Set(events.map((event) => event.query));
      return new Set(events.map((event) => event.query_fingerprint)).size < texts.size;
    }),
  ).toBeGreaterThan(20);
});

test('clocks on two sides of midnight, both ways', () => {
  const apart = (sign: number) => (org: Organization) => {
    const called = new Map(
      org.trail
        .filter(({ key }) => trailFolder(key))
        .flatMap(({ records }) => records)
        .map((r) => [
          textAt(r, 'responseElements', 'queryExecutionId'),
          textAt(r, 'eventTime') ?? '',
        ]),
    );
    return org.history
      .flatMap(({ rows }) => rows)
      .some((line) => {
        const day = called.get(line.query_execution_id)?.slice(0, 10);
        return (
          day?.startsWith('20') &&
          line.submitted_at &&
          Math.sign(Date.parse(day) - Date.parse(line.submitted_at.slice(0, 10))) === sign
        );
      });
  };
  expect(holds(apart(1))).toBeGreaterThan(12);
  expect(holds(apart(-1))).toBeGreaterThan(12);
});

test('no query of an organization is due on two days, and none of its days’ history is missing', () => {
  for (const org of sample) {
    const ids = eventsOf(org)
      .flat()
      .flatMap((event) => event.query_execution_id ?? []);
    expect(ids).toHaveLength(new Set(ids).size);
    const inside = org.days
      .slice(1, -1)
      .flatMap((day) =>
        org.history
          .filter(({ key }) => key.startsWith(`history/day=${day}/`))
          .map(({ rows }) => rows),
      );
    const due = inside.flat().map((line) => line.query_execution_id);
    expect(ids).toEqual(expect.arrayContaining([...new Set(due)]));
    expect(idsIn(org)).not.toContain('decoy');
  }
});
