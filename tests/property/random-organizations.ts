/**
 * Random small organizations in which every odd thing of a real one happens often. Built from a
 * plain specification (numbers and choices), so that a failure shrinks to few queries.
 */
import fc from 'fast-check';
import {
  shiftDay,
  type HistoryLine,
  type JsonObject,
  type Organization,
} from '../oracle/organization';
import { historyLine } from './history-spec';
import { uuid } from './ids';
import { historyFileKey, Shelf, trailFileKey } from './lake-files';
import { decoy, type NoiseSpec } from './noise';
import { organizationSpec, type OrganizationSpec, type QuerySpec } from './organization-spec';
import { trailRecord } from './trail-spec';

const ACCOUNTS = ['111122223333', '444455556666', '000000000007'];
const DAY_MS = 86_400_000;

interface Building {
  spec: OrganizationSpec;
  history: Shelf<HistoryLine>;
  trail: Shelf<JsonObject>;
}

const placeOf = (spec: OrganizationSpec, at: { account: number; region: number }) => ({
  account_id: ACCOUNTS[at.account % spec.accounts] ?? '',
  region: spec.regions[at.region % spec.regions.length] ?? '',
});

const startOf = (spec: OrganizationSpec, at: { day: number }): number =>
  Date.parse(shiftDay(spec.first_day, Math.min(at.day, spec.days)));
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** When the trail says that the call was made. */
const eventTimes = (spec: OrganizationSpec, { trail, ...query }: QuerySpec): number[] =>
  trail.events.map(
    (event) => startOf(spec, query) + query.ms + trail.skew_ms + event.later_s * 1000,
  );

/**
 * How many days after its own day the line lies. Where the two clocks lie on two sides of midnight,
 * the first line lies in its own day's folder, as the collector does it for a query that runs.
 */
function folderOf(query: QuerySpec, copy: number, overMidnight: boolean): number {
  if (query.history.dated === 'far') return 3;
  if (query.history.dated === 'not' || (copy === 0 && overMidnight)) return 0;
  return query.history.copies[copy]?.folder ?? 0;
}

function addHistory(to: Building, query: QuerySpec, query_execution_id: string): void {
  const { history } = query;
  const submitted_ms = startOf(to.spec, query) + query.ms;
  const place = placeOf(to.spec, query);
  const own = dayOf(submitted_ms);
  const overMidnight = eventTimes(to.spec, query).some((ms) => dayOf(ms) !== own);
  history.copies.forEach((copy, i) => {
    const day = shiftDay(own, folderOf(query, i, overMidnight));
    const line = historyLine(history, copy, { query_execution_id, ...place, submitted_ms });
    to.history.add(historyFileKey({ ...place, ...copy, day, workgroup: line.workgroup }), line);
  });
}

function addTrail(to: Building, query: QuerySpec, number: number): void {
  const { spec } = to;
  const { trail } = query;
  const times = eventTimes(spec, query);
  const kind = query.kind === 'refused' || query.kind === 'unidentified' ? query.kind : 'accepted';
  trail.events.forEach((event, i) => {
    const event_ms = times[i] ?? 0;
    const ids = {
      query_execution_id: uuid(1, query.salts[0] ?? 0, spec.tag, number),
      event_id: uuid(2, query.salts[i + 1] ?? 0, spec.tag, number * 10 + i),
      request_id: uuid(3, query.salts[i + 1] ?? 0, spec.tag, number * 10 + i),
    };
    const place = placeOf(spec, query);
    const record = trailRecord(trail, event, { kind, ...ids, ...place, event_ms });
    event.delays.forEach((delay, copy) => {
      const tooEarly = delay < 0 && event_ms % DAY_MS >= 3000;
      const days = tooEarly ? 0 : spec.late ? delay : Math.min(delay, 1);
      const delivered_day = shiftDay(dayOf(event_ms), days);
      const file = spec.two_files ? copy % 2 : 0;
      to.trail.add(trailFileKey({ ...place, delivered_day, file, ...spec }), record);
    });
  });
}

function addNoise(to: Building, noise: NoiseSpec): void {
  const delivered_day = dayOf(startOf(to.spec, noise));
  const place = { ...placeOf(to.spec, noise), delivered_day, file: 7, ...to.spec };
  const key = trailFileKey(place);
  if (noise.kind !== 'digest') to.trail.add(key, ...(noise.kind === 'empty' ? [] : noise.records));
  else to.trail.add(key.replace('/CloudTrail/', '/CloudTrail-Digest/'), decoy(delivered_day));
}

function organizationOf(spec: OrganizationSpec): Organization {
  const to: Building = { spec, history: new Shelf(), trail: new Shelf() };
  spec.queries.forEach((query, number) => {
    // A date far from its folder's is Athena's nonsense; no submission of that day can be awaited.
    const kind = query.kind === 'both' && query.history.dated === 'far' ? 'history' : query.kind;
    if (kind === 'both' || kind === 'history')
      addHistory(to, query, uuid(1, query.salts[0] ?? 0, spec.tag, number));
    if (kind !== 'history') addTrail(to, query, number);
  });
  for (const noise of spec.noise) addNoise(to, noise);
  return {
    history: to.history.files().map(([key, rows]) => ({ key, rows })),
    trail: to.trail.files().map(([key, records]) => ({ key, records })),
    days: Array.from({ length: spec.days }, (_, i) => shiftDay(spec.first_day, i)),
  };
}

/** Ends of months, of a year, of a leap year's February. */
export const FIRST_DAYS = ['2026-03-01', '2025-12-30', '2024-02-27', '2026-10-24'] as const;

/** 0–12 queries over 2–4 days from the first, 1–3 accounts and 1–2 regions. */
export const organizationsFrom = (first_day: string): fc.Arbitrary<Organization> =>
  organizationSpec.map((spec) => organizationOf({ ...spec, first_day }));

/** The same, from any of the first days. */
export const organizations: fc.Arbitrary<Organization> = fc.oneof(
  ...FIRST_DAYS.map(organizationsFrom),
);
