/** The bar that filters everything. What it says stands in the address. */
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { DIMENSIONS, type Dimension } from '../../model';
import { go, linkTo, useReport } from '../data/context';
import { shortened } from '../data/format';
import { DIMENSION_NAMES, label } from '../data/names';
import { daysOf } from '../data/select';

/** Lists longer than this are searched by typing. */
const MOST_OPTIONS = 60;
const ALL = '\u0001all';
/** Of a name in a chip. */
const MOST_SIGNS = 48;

function Choice({ dimension }: { dimension: Dimension }): VNode | null {
  const { data, state } = useReport();
  const values = useMemo(() => data.values(dimension), [data, dimension]);
  const chosen = state.filter[dimension];
  const name = DIMENSION_NAMES[dimension];
  const choose = (value: string | undefined): void => {
    const { [dimension]: _gone, ...others } = state.filter;
    const filter = value === undefined ? others : { ...others, [dimension]: value };
    go(linkTo(state, { filter }));
  };
  const is_long = values.length > MOST_OPTIONS;
  return (
    <label class="choice">
      <span>{name}</span>
      {is_long ? (
        <input
          type="search"
          aria-label={name}
          list={`all-${dimension}`}
          placeholder="all"
          value={chosen === undefined ? '' : label(dimension, chosen)}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            const found = values.find((value) => label(dimension, value) === typed);
            choose(typed === '' ? undefined : (found ?? typed));
          }}
        />
      ) : (
        <select
          aria-label={name}
          value={chosen ?? ALL}
          onChange={(event) => {
            const { value } = event.currentTarget;
            choose(value === ALL ? undefined : value);
          }}
        >
          <option value={ALL}>all</option>
          {values.map((value) => (
            <option key={value} value={value}>
              {label(dimension, value)}
            </option>
          ))}
          {chosen !== undefined && !values.includes(chosen) && (
            <option value={chosen}>{chosen}</option>
          )}
        </select>
      )}
      {is_long && (
        <datalist id={`all-${dimension}`}>
          {values.map((value) => (
            <option key={value} value={label(dimension, value)} />
          ))}
        </datalist>
      )}
    </label>
  );
}

function Period(): VNode {
  const { data, selection, state } = useReport();
  const days = daysOf(selection);
  const { first_day, last_day } = data.model;
  const limits = { min: first_day ?? undefined, max: last_day ?? undefined };
  const change = (from: string, to: string): void => {
    if (from === '' || to === '') return;
    const [low, high] = from <= to ? [from, to] : [to, from];
    go(
      linkTo(state, {
        from: low === first_day ? undefined : low,
        to: high === last_day ? undefined : high,
      }),
    );
  };
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  return (
    <>
      <label class="choice">
        <span>From (UTC)</span>
        <input
          type="date"
          {...limits}
          value={from}
          onChange={(event) => {
            change(event.currentTarget.value, to);
          }}
        />
      </label>
      <label class="choice">
        <span>To</span>
        <input
          type="date"
          {...limits}
          value={to}
          onChange={(event) => {
            change(from, event.currentTarget.value);
          }}
        />
      </label>
    </>
  );
}

export function Filters(): VNode {
  const { state } = useReport();
  const active = DIMENSIONS.filter((name) => state.filter[name] !== undefined);
  const is_filtered = active.length > 0 || state.from !== undefined || state.to !== undefined;
  // A phone has no room for them above the figures: there they unfold. Elsewhere the button is not shown.
  const [isOpen, setOpen] = useState(false);
  return (
    <section class={`filters ${isOpen ? 'unfolded' : ''}`} aria-label="Filters">
      <button
        type="button"
        class="plain fold no-print"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {isOpen ? 'Hide the filters' : 'Period and filters'}
      </button>
      <Period />
      {DIMENSIONS.map((dimension) => (
        <Choice key={dimension} dimension={dimension} />
      ))}
      {is_filtered && (
        <a class="reset" href={linkTo(state, { filter: {}, from: undefined, to: undefined })}>
          Reset
        </a>
      )}
      {active.length > 0 && (
        <p class="active">
          {active.map((name) => {
            const { [name]: _gone, ...filter } = state.filter;
            return (
              <a
                key={name}
                href={linkTo(state, { filter })}
                class="chip"
                aria-label={`Remove the filter ${DIMENSION_NAMES[name]}: ${label(name, state.filter[name] ?? '')}`}
              >
                {DIMENSION_NAMES[name]}:{' '}
                <bdi>{shortened(label(name, state.filter[name] ?? ''), MOST_SIGNS)}</bdi>{' '}
                <span aria-hidden="true">×</span>
              </a>
            );
          })}
        </p>
      )}
    </section>
  );
}
