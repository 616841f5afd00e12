import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Completeness } from './completeness/completeness';
import { linkTo, ReportContext, useReport } from './data/context';
import type { Data } from './data/data';
import { time, exactTime } from './data/format';
import { daysOf, select } from './data/select';
import { parseHash, VIEWS, type View } from './data/state';
import { Overview } from './overview/overview';
import { Filters } from './parts/filters';
import { ThemeSwitch } from './parts/theme';
import { People } from './people/people';
import { Queries } from './queries/queries';
import { Security } from './security/security';
import { Trouble } from './trouble/trouble';

const TITLES: Record<View, string> = {
  overview: 'Overview',
  people: 'People',
  queries: 'Queries',
  trouble: 'Trouble',
  security: 'Security',
  completeness: 'Completeness',
};

const PAGES: Record<View, () => VNode> = {
  overview: Overview,
  people: People,
  queries: Queries,
  trouble: Trouble,
  security: Security,
  completeness: Completeness,
};

export function App({ data }: { data: Data }): VNode {
  const [hash, setHash] = useState(location.hash);
  const [masked, setMasked] = useState(false);
  useEffect(() => {
    const changed = (): void => {
      setHash(location.hash);
    };
    addEventListener('hashchange', changed);
    return () => {
      removeEventListener('hashchange', changed);
    };
  }, []);
  const state = useMemo(() => parseHash(hash), [hash]);
  const { filter, from, to } = state;
  const selection = useMemo(() => select(data, state), [data, JSON.stringify([filter, from, to])]);
  useEffect(() => {
    document.title = `${TITLES[state.view]} · Athena Ledger`;
  }, [state.view]);
  const Page = PAGES[state.view];
  return (
    <ReportContext.Provider value={{ data, state, selection, masked, setMasked }}>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the figures
      </a>
      <Header />
      {data.model.first_day !== null && <Filters />}
      <main id="main" tabIndex={-1}>
        <h1 class="unseen">{TITLES[state.view]}</h1>
        {data.model.first_day === null ? <EmptyLake /> : <Page key={state.view} />}
      </main>
      <Footer />
    </ReportContext.Provider>
  );
}

/** The address holds the state: an ordinary jump would lose it. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Header(): VNode {
  const { state, selection, masked, setMasked, data } = useReport();
  const days = daysOf(selection);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <header class="bar">
      <div class="brand">
        <strong>Athena Ledger</strong>
        <span class="quiet">
          {first === undefined ? 'no days' : first === last ? first : `${first} to ${last ?? ''}`}{' '}
          UTC
        </span>
      </div>
      <nav aria-label="Parts of the report" class="no-print">
        {VIEWS.map((view) => (
          <a
            key={view}
            href={linkTo(state, { view })}
            {...(view === state.view ? { 'aria-current': 'page' as const } : {})}
          >
            {TITLES[view]}
          </a>
        ))}
      </nav>
      <div class="switches no-print">
        {data.model.sql === 'full' && (
          <button
            type="button"
            class="plain"
            aria-pressed={masked}
            onClick={() => {
              setMasked(!masked);
            }}
          >
            Mask literals
          </button>
        )}
        <ThemeSwitch />
      </div>
    </header>
  );
}

const EmptyLake = (): VNode => (
  <section class="card lone">
    <h2>This lake holds no day yet</h2>
    <p>
      Collect history and build its days, then make the report again:{' '}
      <code>athena-ledger collect --help</code>, <code>athena-ledger build --help</code>.
    </p>
  </section>
);

const SQL_WORDS = {
  full: 'The SQL is as it was run.',
  masked: 'The SQL is without its literals.',
  none: 'The SQL is not in this report.',
};

function Footer(): VNode {
  const { data } = useReport();
  return (
    <footer class="quiet">
      <p>
        Made <span title={exactTime(data.model.made_at)}>{time(data.model.made_at)} UTC</span> by
        Athena Ledger. Days and times are UTC; point at a time for your own. TB and GB are powers of
        1024. “–” is unknown, and is in no sum. {SQL_WORDS[data.model.sql]}
      </p>
      <p>
        Drawn with Preact (MIT), Observable Plot (ISC), D3 (ISC) and highlight.js (BSD-3-Clause).
      </p>
    </footer>
  );
}
