/**
 * What a month costs, from sizes that were measured and prices that AWS publishes (us-east-1, read in
 * November 2026; docs/cost.md names the pages).
 */
const TIB = 2 ** 40;
const NIGHTS = 30;

/** US dollars. */
const PRICE = {
  scanned_tib: 5,
  gb_second: 0.0000133334,
  transition: 0.000025,
  put: 0.000005,
  gb_month: 0.023,
  /** For each metric that an alarm looks at. */
  alarm: 0.1,
  metric: 0.3,
};

/** Bytes, compressed; twice and more what the bench's day takes, whose queries are alike. */
const SIZE = { history: 170, submission: 190, event: 360, trail_record: 136 };

/** Trail records for each query: its start, the polls for its end, its results. */
const RECORDS = 20;
const SITES = 20;
const WORKGROUPS = 5;
/**
 * How often a night reads a day's history and submissions. It builds three days; for each, the INSERT
 * reads the history of three days three times and the audit twice (an engine of Trino's family runs a
 * WITH each time that it is named), and the submissions of some three delivered days twice each.
 */
const HISTORY_SCANS = 3 * (3 + 2) * 3;
const SUBMISSION_SCANS = 3 * (2 + 2) * 3;
/** Submissions and their audit, late days, and two for each of the three days. */
const STATEMENTS = 9;
const LEAST_SCAN = 10 * 2 ** 20;

interface Month {
  item: string;
  arithmetic: string;
  usd: (queries: number) => number;
}

const MONTH: Month[] = [
  {
    item: 'Athena: the trail, once',
    arithmetic: `queries × ${RECORDS} records × ${SIZE.trail_record} bytes`,
    usd: (queries) => ((queries * RECORDS * SIZE.trail_record) / TIB) * PRICE.scanned_tib,
  },
  {
    item: 'Athena: events and audits',
    arithmetic: `queries × (${HISTORY_SCANS} × ${SIZE.history} + ${SUBMISSION_SCANS} × ${SIZE.submission} bytes), at least ${NIGHTS} × ${STATEMENTS} × 10 MB`,
    usd: (queries) => {
      const bytes = queries * (HISTORY_SCANS * SIZE.history + SUBMISSION_SCANS * SIZE.submission);
      return (Math.max(bytes, NIGHTS * STATEMENTS * LEAST_SCAN) / TIB) * PRICE.scanned_tib;
    },
  },
  {
    item: 'Lambda: HistoryFunction',
    arithmetic: `queries / 200 a second, at least ${SITES} × ${NIGHTS} × 5 s; × 0.5 GB`,
    usd: (queries) => Math.max(queries / 200, SITES * NIGHTS * 5) * 0.5 * PRICE.gb_second,
  },
  {
    item: 'Lambda: EventsFunction, waiting',
    arithmetic: `${NIGHTS} × ${STATEMENTS} statements × 10 s (60 s from 100 million on); × 0.5 GB`,
    usd: (queries) => NIGHTS * STATEMENTS * (queries < 1e8 ? 10 : 60) * 0.5 * PRICE.gb_second,
  },
  {
    item: 'Step Functions',
    arithmetic: `${SITES + 1} machines × ${NIGHTS} × 4 transitions`,
    usd: () => (SITES + 1) * NIGHTS * 4 * PRICE.transition,
  },
  {
    item: 'S3: requests',
    arithmetic: `${SITES} × ${WORKGROUPS} × ${NIGHTS} files, and half as many others`,
    usd: () => SITES * WORKGROUPS * NIGHTS * 1.5 * PRICE.put,
  },
  {
    item: 'S3: a year kept',
    arithmetic: `12 × queries × ${SIZE.history + SIZE.submission + SIZE.event} bytes`,
    usd: (queries) =>
      ((12 * queries * (SIZE.history + SIZE.submission + SIZE.event)) / 1e9) * PRICE.gb_month,
  },
  {
    item: 'CloudWatch: alarms and metrics',
    arithmetic: `${SITES} × 7 + 6 metrics watched, ${SITES} metrics of the log`,
    usd: () => (SITES * 7 + 6) * PRICE.alarm + SITES * PRICE.metric,
  },
];

const QUERIES = [10_000, 1_000_000, 100_000_000];

const cells = (usd: (queries: number) => number): string =>
  QUERIES.map((queries) => usd(queries).toFixed(2)).join(' | ');

/** A Markdown table: an item a row, a volume of queries a column, US dollars. */
const costTable = (): string =>
  [
    `| item | arithmetic | ${QUERIES.map((n) => n.toLocaleString('en-US')).join(' | ')} |`,
    `| --- | --- | ${QUERIES.map(() => '---:').join(' | ')} |`,
    ...MONTH.map(({ item, arithmetic, usd }) => `| ${item} | ${arithmetic} | ${cells(usd)} |`),
    `| **a month, US dollars** | | ${cells((n) => MONTH.reduce((sum, { usd }) => sum + usd(n), 0))} |`,
  ].join('\n');

/** The page with the table as it is now. */
export const withCostTable = (page: string): string =>
  page.replace(/^\| item \|[\s\S]*?^\| \*\*a month[^\n]*$/m, () => costTable());
