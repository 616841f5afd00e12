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
/** Of the page: statements that read a table, and bytes for each query of a month; twice what the bench prints. */
const PAGE_STATEMENTS = 16;
const PAGE_SCAN = 28_000;

interface Month {
  item: string;
  arithmetic: string;
  usd: (queries: number) => number;
}

/** @param times so often in the month, of its last 30 days and what they are compared with */
const pageUsd = (queries: number, times: number): number =>
  (Math.max((queries * PAGE_SCAN * times) / NIGHTS, times * PAGE_STATEMENTS * LEAST_SCAN) / TIB) *
  PRICE.scanned_tib;

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
    item: 'Athena: the page (ReportPage)',
    arithmetic: `queries × ${PAGE_SCAN.toLocaleString('en-US')} bytes, at least ${NIGHTS} × ${PAGE_STATEMENTS} × 10 MB`,
    usd: (queries) => pageUsd(queries, NIGHTS),
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
    arithmetic: `${SITES} × 8 + 10 metrics watched, ${SITES} metrics of the log`,
    usd: () => (SITES * 8 + 10) * PRICE.alarm + SITES * PRICE.metric,
  },
];

/** Hours of a month, and how much of a day an hour's job finds of it on average, counted in days. */
const HOURS = 720;
/** The sum of 1/24, 2/24, … 24/24: what is read of a day whose prefix is read anew each hour. */
const PREFIXES = 12.5;
/** Each hour reads yesterday's history and half of today's five times, and submissions likewise. */
const HOURLY_HISTORY_SCANS = 24 * (1 + 0.5) * (3 + 2);
const HOURLY_SUBMISSION_SCANS = 24 * (1 + 0.5) * (2 + 2);
/** Submissions carried on and new, their audit, events, their audit. */
const HOURLY_STATEMENTS = 5;

/** What CollectWindow and BuildWindow `hour` add to a month. */
const BY_THE_HOUR: Month[] = [
  {
    item: 'Athena: a trail, its day read anew each hour',
    arithmetic: `${PREFIXES} × queries × ${RECORDS} records × ${SIZE.trail_record} bytes`,
    usd: (queries) =>
      ((PREFIXES * queries * RECORDS * SIZE.trail_record) / TIB) * PRICE.scanned_tib,
  },
  {
    item: 'Athena: events and audits',
    arithmetic: `queries × (${HOURLY_HISTORY_SCANS} × ${SIZE.history} + ${HOURLY_SUBMISSION_SCANS} × ${SIZE.submission} bytes), at least ${HOURS} × ${HOURLY_STATEMENTS} × 10 MB`,
    usd: (queries) => {
      const bytes =
        queries * (HOURLY_HISTORY_SCANS * SIZE.history + HOURLY_SUBMISSION_SCANS * SIZE.submission);
      return (Math.max(bytes, HOURS * HOURLY_STATEMENTS * LEAST_SCAN) / TIB) * PRICE.scanned_tib;
    },
  },
  {
    item: 'Athena: the page, each hour (ReportPage)',
    arithmetic: `24 × queries × ${PAGE_SCAN.toLocaleString('en-US')} bytes, at least ${HOURS} × ${PAGE_STATEMENTS} × 10 MB`,
    usd: (queries) => pageUsd(queries, HOURS),
  },
  {
    item: 'Lambda: both functions',
    arithmetic: `(${SITES} × ${HOURS} × 5 s + ${HOURS} × ${HOURLY_STATEMENTS} statements × 10 s) × 0.5 GB`,
    usd: () => (SITES * HOURS * 5 + HOURS * HOURLY_STATEMENTS * 10) * 0.5 * PRICE.gb_second,
  },
  {
    item: 'Step Functions',
    arithmetic: `${SITES + 1} machines × ${HOURS} × 4 transitions`,
    usd: () => (SITES + 1) * HOURS * 4 * PRICE.transition,
  },
  {
    item: 'S3: requests',
    arithmetic: `${SITES} × ${WORKGROUPS} × ${HOURS} files, and half as many others`,
    usd: () => SITES * WORKGROUPS * HOURS * 1.5 * PRICE.put,
  },
];

const QUERIES = [10_000, 1_000_000, 100_000_000];

const cells = (usd: (queries: number) => number): string =>
  QUERIES.map((queries) => usd(queries).toFixed(2)).join(' | ');

/** A Markdown table: an item a row, a volume of queries a column, US dollars. */
const tableOf = (months: readonly Month[], head: string, total: string): string =>
  [
    `| ${head} | arithmetic | ${QUERIES.map((n) => n.toLocaleString('en-US')).join(' | ')} |`,
    `| --- | --- | ${QUERIES.map(() => '---:').join(' | ')} |`,
    ...months.map(({ item, arithmetic, usd }) => `| ${item} | ${arithmetic} | ${cells(usd)} |`),
    `| **${total}** | | ${cells((n) => months.reduce((sum, { usd }) => sum + usd(n), 0))} |`,
  ].join('\n');

/** The page with its tables as they are now. */
export const withCostTable = (page: string): string =>
  page
    .replace(/^\| item \|[\s\S]*?^\| \*\*a month[^\n]*$/m, () =>
      tableOf(MONTH, 'item', 'a month, US dollars'),
    )
    .replace(/^\| by the hour \|[\s\S]*?^\| \*\*more a month[^\n]*$/m, () =>
      tableOf(BY_THE_HOUR, 'by the hour', 'more a month, US dollars'),
    );
