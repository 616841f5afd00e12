import type { VNode } from 'preact';
import { rowsOf } from '../data/collect';
import { useSelected } from '../data/context';
import type { Selection } from '../data/select';
import { verdict } from '../overview/verdict';
import { Findings, VerdictFrame } from '../overview/verdict-frame';
import { countColumn, timeColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';
import { CoverageMap } from './coverage-map';

const COUNTS = [
  ['submissions', 'Calls'],
  ['history_rows', 'History'],
  ['matched', 'Matched'],
  ['history_only', 'History only'],
  ['trail_only', 'Trail only'],
  ['rejected', 'Refused'],
  ['unidentified', 'No id'],
  ['unreadable', 'No time'],
  ['running', 'Still runs'],
  ['silent', 'Silent places'],
] as const;

interface LedgerDay {
  day: string;
  counts: Record<string, number | null>;
  last_built_at: string | null;
  is_provisional: boolean;
}

function ledgerDays(selection: Selection): LedgerDay[] {
  const figure = selection.data.figure('days');
  return rowsOf(selection, figure, (row) => ({
    day: figure.text('day', row) ?? '',
    counts: Object.fromEntries(COUNTS.map(([name]) => [name, figure.number(name, row)])),
    last_built_at: figure.text('last_built_at', row),
    is_provisional: figure.flag('is_provisional', row),
  }));
}

const DAY_COLUMNS: readonly Column<LedgerDay>[] = [
  {
    head: 'Day (UTC)',
    as: 'day',
    value: ({ day }) => day,
    show: ({ day, is_provisional }) => (
      <span class="nowrap">
        {day} {is_provisional && <span class="warn">provisional</span>}
      </span>
    ),
  },
  ...COUNTS.map(([name, head]) =>
    countColumn<LedgerDay>(head, name, ({ counts }) => counts[name] ?? null),
  ),
  timeColumn<LedgerDay>('Built', 'last_built_at', ({ last_built_at }) => last_built_at),
];

interface Note {
  key: string;
  day: string | null;
  job: string | null;
  place: string;
  outcome: string | null;
  said: string | null;
}

function notes(selection: Selection): Note[] {
  const figure = selection.data.figure('notes');
  return rowsOf(selection, figure, (row) => ({
    key: String(row),
    day: figure.text('day', row),
    job: figure.text('job', row),
    place: `${figure.text('account_id', row) ?? ''} ${figure.text('region', row) ?? ''}`,
    outcome: figure.text('outcome', row),
    said: figure.text('said', row),
  }));
}

const NOTE_COLUMNS: readonly Column<Note>[] = [
  { head: 'Day (UTC)', as: 'day', value: ({ day }) => day },
  { head: 'Job', as: 'job', value: ({ job }) => job },
  { head: 'Where', as: 'account_region', value: ({ place }) => place },
  { head: 'Outcome', as: 'outcome', value: ({ outcome }) => outcome },
  { head: 'What it said', as: 'said', kind: 'wide', value: ({ said }) => said },
];

const WORDS =
  'Calls: accepted calls of the trail. History: queries that Athena knows. Matched: in both. History only: no call in the trail. Trail only: history gone, or never collected. No id: CloudTrail left the answer out. No time: it cannot be read.';

const LedgerDays = (): VNode => (
  <TableFigure
    title="Every day’s numbers"
    note={WORDS}
    from={['days']}
    columns={DAY_COLUMNS}
    rows={useSelected(ledgerDays)}
    keyOf={({ day }) => day}
    few={40}
    order={{ head: 'Day (UTC)', down: true }}
    empty="No day of this period has been built."
  />
);

const Notes = (): VNode => (
  <TableFigure
    title="Said by the jobs"
    from={['notes']}
    columns={NOTE_COLUMNS}
    rows={useSelected(notes)}
    keyOf={({ key }) => key}
    order={{ head: 'Day (UTC)', down: true }}
    empty="Nothing: each job did all of its work."
  />
);

export function Completeness(): VNode {
  const found = useSelected(verdict);
  return (
    <>
      <VerdictFrame verdict={found}>
        <Findings findings={found.findings} />
      </VerdictFrame>
      <CoverageMap />
      <LedgerDays />
      <Notes />
    </>
  );
}
