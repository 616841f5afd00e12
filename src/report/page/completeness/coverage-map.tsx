/** Accounts and regions by day: where something is missing is seen at once. */
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { collect } from '../data/collect';
import { filterLink, useReport, useSelected } from '../data/context';
import type { Figure } from '../data/data';
import { count, counted, weekday } from '../data/format';
import { daysOf, type Selection } from '../data/select';
import { FigureFrame } from '../parts/figure';

interface Cell {
  events: number;
  history_only: number;
  trail_only: number;
  is_silent: boolean;
  calls_unheard: number | null;
}

interface Place {
  key: string;
  account_id: string;
  region: string;
  /** By place of the day in the period. */
  cells: (Cell | undefined)[];
  most: number;
  silent: number;
}

const cellOf = (figure: Figure<'coverage'>, row: number): Cell => ({
  events: figure.number('events', row) ?? 0,
  history_only: figure.number('history_only', row) ?? 0,
  trail_only: figure.number('trail_only', row) ?? 0,
  is_silent: figure.flag('is_silent', row),
  calls_unheard: figure.number('calls_unheard', row),
});

function places(selection: Selection): Place[] {
  const figure = selection.data.figure('coverage');
  const place = (row: number) => ({
    account_id: figure.text('account_id', row) ?? '',
    region: figure.text('region', row) ?? '',
  });
  const found = collect(
    selection,
    figure,
    (row) => Object.values(place(row)).join(' '),
    (row, key): Place => ({ key, ...place(row), cells: [], most: 0, silent: 0 }),
    (one, row) => {
      const cell = cellOf(figure, row);
      one.cells[figure.day(row) - selection.from] = cell;
      one.most = Math.max(one.most, cell.events);
      one.silent += Number(cell.is_silent);
    },
  );
  return found.sort((a, b) => b.silent - a.silent || (a.key < b.key ? -1 : 1));
}

/** Sign, class and words of a cell: the sign tells what the colour tells. */
function reading(
  cell: Cell | undefined,
  most: number,
): { sign: string; kind: string; words: string } {
  if (!cell) return { sign: '', kind: 'heat-none', words: 'no events' };
  if (cell.is_silent)
    return {
      sign: '!',
      kind: 'heat-silent',
      words: `silent; ${counted(cell.calls_unheard ?? 0, 'call')} unheard`,
    };
  const words = `${counted(cell.events, 'event')}, ${count(cell.history_only)} without a call, ${count(cell.trail_only)} without history`;
  const step = Math.max(1, Math.ceil((4 * cell.events) / Math.max(most, 1)));
  return { sign: cell.history_only + cell.trail_only > 0 ? '·' : '', kind: `heat-${step}`, words };
}

const FEW = 40;

export function CoverageMap(): VNode {
  const { selection } = useReport();
  const rows = useSelected(places);
  const [all, setAll] = useState(false);
  const coverage = selection.data.figure('coverage');
  const of = coverage.number('of_places', 0) ?? 0;
  const held = useMemo(
    () => places({ ...selection, filter: {}, from: 0, to: Infinity }).length,
    [selection],
  );
  const shown = all ? rows : rows.slice(0, FEW);
  return (
    <FigureFrame
      title="Accounts and regions by day"
      from={['coverage']}
      note="The stronger the colour, the more events. ! is silent: there is a trail, and no history came. · has queries that only one of the two knows. Empty: nothing ran, as far as either knows."
      left_out={
        of > held
          ? `${count(of - held)} more accounts and regions are not in this report; none of them was silent longer than these.`
          : null
      }
    >
      {rows.length === 0 ? (
        <p class="empty">No account of this selection has events or is silent in this period.</p>
      ) : (
        <PlaceTable places={shown} />
      )}
      {shown.length < rows.length && (
        <button
          type="button"
          class="plain more no-print"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {count(rows.length)}
        </button>
      )}
    </FigureFrame>
  );
}

function PlaceTable({ places: shown }: { places: readonly Place[] }): VNode {
  const { selection } = useReport();
  const days = daysOf(selection);
  const is_named = (i: number): boolean => days.length <= 16 || i % 7 === 0;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Accounts and regions by day">
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">Account and region</th>
            {days.map((day, i) => (
              <th scope="col" key={day} title={`${day} ${weekday(day)}`}>
                <span class={is_named(i) ? '' : 'unseen'}>{day.slice(5)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((place) => (
            <PlaceRow key={place.key} place={place} days={days} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PlaceRow({ place, days }: { place: Place; days: readonly string[] }): VNode {
  const { state } = useReport();
  const filter = { account_id: place.account_id, region: place.region };
  return (
    <tr>
      <th scope="row" class="nowrap">
        <a href={filterLink(state, filter)}>
          {place.account_id} <span class="quiet">{place.region}</span>
        </a>
      </th>
      {days.map((day, i) => {
        const { sign, kind, words } = reading(place.cells[i], place.most);
        return (
          <td key={day} class={kind} title={`${place.key}, ${day}: ${words}`}>
            <span aria-hidden="true">{sign}</span>
            <span class="unseen">{words}</span>
          </td>
        );
      })}
    </tr>
  );
}
