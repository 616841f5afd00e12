import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useReport } from '../data/context';
import { each, type Selection } from '../data/select';
import { verdict } from '../overview/verdict';
import { countColumn, timeColumn } from '../parts/cells';
import { FigureFrame } from '../parts/figure';
import { Table, type Column } from '../parts/table';
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
  const rows: LedgerDay[] = [];
  each(selection, figure, (row) => {
    rows.push({
      day: figure.text('day', row) ?? '',
      counts: Object.fromEntries(COUNTS.map(([name]) => [name, figure.number(name, row)])),
      last_built_at: figure.text('last_built_at', row),
      is_provisional: figure.flag('is_provisional', row),
    });
  });
  return rows;
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
  const rows: Note[] = [];
  each(selection, figure, (row) => {
    rows.push({
      key: String(row),
      day: figure.text('day', row),
      job: figure.text('job', row),
      place: `${figure.text('account_id', row) ?? ''} ${figure.text('region', row) ?? ''}`,
      outcome: figure.text('outcome', row),
      said: figure.text('said', row),
    });
  });
  return rows;
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

export function Completeness(): VNode {
  const { selection } = useReport();
  const { kind, headline, findings } = useMemo(() => verdict(selection), [selection]);
  const days = useMemo(() => ledgerDays(selection), [selection]);
  const said = useMemo(() => notes(selection), [selection]);
  return (
    <>
      <FigureFrame
        title="Is anything missing?"
        class={`verdict verdict-${kind}`}
        from={['days', 'coverage']}
      >
        <p class="verdict-head">
          <span aria-hidden="true" class="verdict-sign">
            {kind === 'complete' ? '✓' : kind === 'open' ? '○' : '!'}
          </span>
          {headline}
        </p>
        <ul class="findings">
          {findings.map(({ what }) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </FigureFrame>
      <CoverageMap />
      <FigureFrame title="Every day’s numbers" note={WORDS} from={['days']}>
        <Table
          name="Every day’s numbers"
          columns={DAY_COLUMNS}
          rows={days}
          keyOf={({ day }) => day}
          few={40}
          order={{ head: 'Day (UTC)', down: true }}
          empty="No day of this period has been built."
        />
      </FigureFrame>
      <FigureFrame title="Said by the jobs" from={['notes']}>
        <Table
          name="Said by the jobs"
          columns={NOTE_COLUMNS}
          rows={said}
          keyOf={({ key }) => key}
          order={{ head: 'Day (UTC)', down: true }}
          empty="Nothing: each job did all of its work."
        />
      </FigureFrame>
    </>
  );
}
