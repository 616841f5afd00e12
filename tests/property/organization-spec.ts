/** What a random organization is made of: plain numbers and choices, which shrink well. */
import fc from 'fast-check';
import { historySpec } from './history-spec';
import { oneIn, salt, tag } from './ids';
import { noiseSpec } from './noise';
import { trailSpec } from './trail-spec';

const REGIONS = ['us-east-1', 'us-west-1', 'sa-east-1', 'eu-central-1'];
const DAY_MS = 86_400_000;

const querySpec = fc.record({
  kind: fc.constantFrom(
    'both',
    'both',
    'both',
    'both',
    'history',
    'trail',
    'trail',
    'refused',
    'refused',
    'unidentified',
  ),
  account: fc.nat(2),
  region: fc.nat(1),
  /** Counted from the first day that is built; may lie outside of the days. */
  day: fc.integer({ min: -1, max: 4 }),
  ms: fc.oneof(
    fc.constantFrom(0, 1, 999, 1000, 2999, DAY_MS - 1, DAY_MS - 100, DAY_MS - 2000, DAY_MS - 3000),
    fc.nat(DAY_MS - 1),
  ),
  salts: fc.array(salt, { minLength: 4, maxLength: 4 }),
  history: historySpec,
  trail: trailSpec,
});

export const organizationSpec = fc.record({
  tag,
  days: fc.integer({ min: 2, max: 4 }),
  accounts: fc.integer({ min: 1, max: 3 }),
  regions: fc.shuffledSubarray(REGIONS, { minLength: 1, maxLength: 2 }),
  organization_trail: fc.boolean(),
  two_files: oneIn(3),
  /** Whether records may be delivered more than a day later. */
  late: oneIn(3),
  queries: fc.array(querySpec, { maxLength: 12, size: 'max' }),
  noise: fc.array(noiseSpec, { maxLength: 3 }),
});
type Spec<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type QuerySpec = Spec<typeof querySpec>;
export type OrganizationSpec = Spec<typeof organizationSpec> & { first_day: string };
