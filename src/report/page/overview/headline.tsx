/** Cost, bytes, queries and people of what is selected, against the period before; and the verdict. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useReport } from '../data/context';
import { bytes, change, count, counted, exactBytes, exactUsd, usd } from '../data/format';
import { before, daysOf, each, REST, type Selection } from '../data/select';
import { groups, total, type Sums } from '../data/sums';
import { FigureFrame } from '../parts/figure';

interface Tile {
  name: string;
  value: string;
  exact: string;
  /** Share of change against the period before; null if there is nothing to compare with. */
  changed: number | null;
  aside: string | null;
}

/** Distinct people with a name. Folded rows stand for people that nobody counted: then it is at least so many. */
function people(selection: Selection): { known: number; at_least: boolean } {
  const all = groups(selection, 'user');
  return {
    known: all.filter(({ name }) => name !== '' && name !== REST).length,
    at_least: all.some(({ name }) => name === REST),
  };
}

/** The report's own days have an exact count, folded or not. */
function exactPeople(selection: Selection): number | null {
  const { data, filter } = selection;
  const totals = data.figure('totals');
  const whole = daysOf(selection).length === totalDays(selection);
  return whole && Object.keys(filter).length === 0 ? totals.number('users', 0) : null;
}

const totalDays = ({ data }: Selection): number =>
  data.days.length - data.dayAt(data.model.first_day ?? '');

/** The days with events of the period before; a change is told only if none is missing. */
function isWhole(selection: Selection): boolean {
  const usage = selection.data.figure('usage');
  const found = new Set<number>();
  each(
    { ...selection, filter: {}, series: new Uint8Array(selection.series.length).fill(1) },
    usage,
    (row) => {
      found.add(usage.day(row));
    },
  );
  return found.size === daysOf(selection).length;
}

const share = (now: number | null, then: number | null): number | null =>
  now === null || then === null || then === 0 ? null : now / then - 1;

function tiles(selection: Selection): Tile[] {
  const now = total(selection);
  const earlier = before(selection);
  const then = earlier && isWhole(earlier) ? total(earlier) : null;
  const { known, at_least } = people(selection);
  const exact = exactPeople(selection);
  const persons = exact ?? known;
  const more = exact === null && at_least ? '≥ ' : '';
  const then_people = then && earlier && !at_least ? people(earlier) : null;
  return [
    {
      name: 'Cost',
      value: usd(now.cost_usd),
      exact: exactUsd(now.cost_usd),
      changed: share(now.cost_usd, then?.cost_usd ?? null),
      aside: unknownPart(now.unknown_cost, 'of unknown cost, not in the sum'),
    },
    {
      name: 'Data read',
      value: bytes(now.data_scanned),
      exact: exactBytes(now.data_scanned),
      changed: share(now.data_scanned, then?.data_scanned ?? null),
      aside: unknownPart(now.unknown_bytes, 'of unknown size, not in the sum'),
    },
    {
      name: 'Queries',
      value: count(now.queries),
      exact: `${count(now.queries)} queries, refused calls included`,
      changed: share(now.queries, then?.queries ?? null),
      aside: unsuccessful(now),
    },
    {
      name: 'People',
      value: `${more}${count(persons)}`,
      exact: more ? `at least ${count(persons)}; the rest is folded together` : count(persons),
      changed: share(persons, then_people && !then_people.at_least ? then_people.known : null),
      aside: 'users by name, machines among them',
    },
  ];
}

const unknownPart = (unknown: number, words: string): string | null =>
  unknown === 0 ? null : `${counted(unknown, 'query', 'queries')} ${words}`;

const unsuccessful = ({ failed, cancelled, refused }: Sums): string =>
  `${count(failed)} failed, ${count(cancelled)} cancelled, ${count(refused)} refused`;

export function Headline(): VNode {
  const { selection } = useReport();
  const shown = useMemo(
    () =>
      tiles(selection).filter(
        ({ name }) => name !== 'People' || selection.filter.user === undefined,
      ),
    [selection],
  );
  const compared = shown.some(({ changed }) => changed !== null);
  const length = daysOf(selection).length;
  return (
    <FigureFrame
      title="At a glance"
      class="glance"
      from={['usage', 'totals']}
      left_out={
        compared
          ? `Change against the ${counted(length, 'day')} before.`
          : 'No change is shown: the days before are not all in this lake.'
      }
    >
      <dl class="tiles">
        {shown.map(({ name, value, exact, changed, aside }) => (
          <div key={name} data-tile={name}>
            <dt>{name}</dt>
            <dd>
              <span class="big" title={exact}>
                {value}
              </span>
              {changed !== null && <span class="change">{change(changed)}</span>}
              {aside !== null && <span class="quiet aside">{aside}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </FigureFrame>
  );
}
