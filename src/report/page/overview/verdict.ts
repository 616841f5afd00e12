/** Is anything missing? The ledger's numbers, in words. */
import { collect } from '../data/collect';
import { counted, listed } from '../data/format';
import { daysOf, each, type Selection } from '../data/select';

export interface Finding {
  what: string;
  /** Something is missing, or something may still come. */
  kind: 'gap' | 'open';
}

export interface Verdict {
  kind: 'complete' | 'open' | 'gap' | 'nothing';
  headline: string;
  findings: Finding[];
}

/** Days as ranges: `2026-11-07 to 2026-11-09, 2026-11-12`. */
export function ranges(days: readonly string[]): string {
  const sorted = [...days].sort();
  const found: [string, string][] = [];
  for (const day of sorted) {
    const last = found.at(-1);
    const next = last && Date.parse(day) - Date.parse(last[1]) === 86_400_000;
    if (last && next) last[1] = day;
    else found.push([day, day]);
  }
  return listed(
    found.map(([first, last]) => (first === last ? first : `${first} to ${last}`)),
    4,
  );
}

interface Ledger {
  built: Set<string>;
  submissions: number;
  history_only: number;
  trail_only: number;
  unidentified: number;
  unreadable: number;
  running: number;
  days: Record<'running' | 'unidentified' | 'unreadable' | 'provisional', string[]>;
}

function readLedger(selection: Selection): Ledger {
  const figure = selection.data.figure('days');
  const sums: Ledger = {
    built: new Set(),
    submissions: 0,
    history_only: 0,
    trail_only: 0,
    unidentified: 0,
    unreadable: 0,
    running: 0,
    days: { running: [], unidentified: [], unreadable: [], provisional: [] },
  };
  each({ ...selection, filter: {} }, figure, (row) => {
    const day = figure.text('day', row) ?? '';
    sums.built.add(day);
    for (const name of ['submissions', 'history_only', 'trail_only'] as const)
      sums[name] += figure.number(name, row) ?? 0;
    for (const name of ['unidentified', 'unreadable', 'running'] as const) {
      const value = figure.number(name, row) ?? 0;
      sums[name] += value;
      if (value > 0) sums.days[name].push(day);
    }
    if (figure.flag('is_provisional', row)) sums.days.provisional.push(day);
  });
  return sums;
}

interface Silent {
  place: string;
  days: number;
  calls: number;
}

/** Accounts and regions that were silent, those with calls first. */
function silentPlaces(selection: Selection): Silent[] {
  const coverage = selection.data.figure('coverage');
  const placeOf = (row: number): string =>
    `${coverage.text('account_id', row) ?? ''} ${coverage.text('region', row) ?? ''}`;
  const found = collect(
    selection,
    coverage,
    (row) => (coverage.flag('is_silent', row) ? placeOf(row) : null),
    (_row, place): Silent => ({ place, days: 0, calls: 0 }),
    (silent, row) => {
      silent.days += 1;
      silent.calls += coverage.number('calls_unheard', row) ?? 0;
    },
  );
  return found.sort((a, b) => b.calls - a.calls || b.days - a.days);
}

const MOST_PLACES = 4;

function silenceFindings(places: readonly Silent[], length: number): Finding[] {
  const shown = places.slice(0, MOST_PLACES).map(({ place, days, calls }): Finding => {
    const when = days === length ? 'any day' : `${counted(days, 'day')} of ${length}`;
    return {
      kind: 'gap',
      what: `${place} sent no history on ${when}: ${counted(calls, 'call')} there without SQL, bytes or cost.`,
    };
  });
  const rest = places.length - shown.length;
  if (rest > 0)
    shown.push({
      kind: 'gap',
      what: `${counted(rest, 'more account-region')} sent no history either.`,
    });
  return shown;
}

function ledgerFindings(ledger: Ledger, selection: Selection): Finding[] {
  const found: Finding[] = [];
  const gap = (what: string): unknown => found.push({ kind: 'gap', what });
  const missing = daysOf(selection).filter((day) => !ledger.built.has(day));
  if (missing.length > 0) gap(`Not built: ${ranges(missing)}.`);
  // The rest is of all accounts together: with one of them chosen it would accuse the wrong one.
  if (Object.keys(selection.filter).length > 0) return found;
  const { days } = ledger;
  if (ledger.submissions === 0 && ledger.history_only > 0)
    gap('There is no trail: what ran is known, who ran it is not.');
  else if (ledger.history_only > 0)
    gap(
      `${counted(ledger.history_only, 'query', 'queries')} ran that the trail does not know: nobody can say who ran them.`,
    );
  if (ledger.unidentified > 0)
    gap(
      `${counted(ledger.unidentified, 'call names', 'calls name')} neither a query nor a refusal (${ranges(days.unidentified)}).`,
    );
  if (ledger.unreadable > 0)
    gap(
      `The time of ${counted(ledger.unreadable, 'call')} cannot be read (${ranges(days.unreadable)}).`,
    );
  if (ledger.running > 0)
    found.push({
      kind: 'open',
      what: `${counted(ledger.running, 'query', 'queries')} had not ended at the last collection (${ranges(days.running)}).`,
    });
  if (days.provisional.length > 0)
    found.push({
      kind: 'open',
      what: `Provisional: ${ranges(days.provisional)} ${days.provisional.length === 1 ? 'was' : 'were'} built before ${days.provisional.length === 1 ? 'it was' : 'they were'} over for an hour, and will be built again.`,
    });
  return found;
}

const HEADLINES: Record<Verdict['kind'], string> = {
  complete: 'Complete',
  open: 'Complete so far',
  gap: 'Not complete',
  nothing: 'Nothing to judge',
};

export function verdict(selection: Selection): Verdict {
  const ledger = readLedger(selection);
  const length = daysOf(selection).length;
  if (ledger.built.size === 0) {
    const what =
      length === 0 ? 'The lake holds no day yet.' : 'No day of this period has been built.';
    return { kind: 'nothing', headline: HEADLINES.nothing, findings: [{ kind: 'gap', what }] };
  }
  const findings = [
    ...silenceFindings(silentPlaces(selection), length),
    ...ledgerFindings(ledger, selection),
  ];
  const kind = findings.some((one) => one.kind === 'gap')
    ? 'gap'
    : findings.length > 0
      ? 'open'
      : 'complete';
  return { kind, headline: HEADLINES[kind], findings };
}
