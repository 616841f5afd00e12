/** SQL that breaks naive readers, and trails from before Athena left the SQL out. */
import { AMARA, CAMPAIGN_SCRIPT } from '../callers';
import { at, type Period } from '../period';
import { createRandom } from '../random';
import { call, type Trace } from '../trace';
import { select, utility, type Work } from '../work';

/** Athena takes a query of at most so many bytes. */
const LONGEST_BYTES = 262_144;

/** An IN list filled up to the last byte that Athena takes. */
function longest(): string {
  const head = 'SELECT * FROM sales.orders WHERE order_id IN (0';
  const tail = ')';
  const item = ',10000007';
  const room = LONGEST_BYTES - head.length - tail.length;
  const items = item.repeat(Math.floor(room / item.length));
  return `${head}${items}${' '.repeat(room - items.length)}${tail}`;
}

const TEXTS: readonly (readonly [days_ago: number, work: Work])[] = [
  [
    13,
    select(
      'sales',
      0.2,
      0,
      () =>
        `SELECT 'it''s "quoted"; not two statements' AS note, "order id"\nFROM sales.orders -- a comment; with 'quotes'\r\nWHERE city = 'Ürümqi 🚚📦 東京' /* and\n\tmore */ LIMIT 5;`,
    ),
  ],
  [
    0,
    select(
      'sales',
      0.1,
      0,
      () =>
        `SELECT '🎉 "done";' || chr(10) || 'O''Brien \\ {"json": [1, 2]}' AS greeting,\n\t1 AS "1"\nFROM sales.orders;`,
    ),
  ],
  [6, select('sales', 40, 0, longest)],
  [1, select('sales', 40, 0, longest)],
  [
    2,
    utility('EXPLAIN', 'sales', () => "EXPLAIN SELECT * FROM sales.orders WHERE dt = '2026-01-01'"),
  ],
  [
    0,
    utility('EXPLAIN', 'sales', () => "EXPLAIN SELECT * FROM sales.orders WHERE dt = '2026-01-01'"),
  ],
];

function* strangeTexts(period: Period, seed: number): Iterable<Trace> {
  for (const [index, [days_ago, work]] of TEXTS.entries()) {
    const day = period.ago(days_ago);
    if (!day) continue;
    const ask = {
      caller: AMARA,
      work,
      at: at(day, 13.7 + index / 100),
      day,
      workgroup: 'analytics',
      state: 'SUCCEEDED',
    } as const;
    yield call(ask, createRandom(`${seed} text ${index}`));
  }
}

/** Records with the SQL in them; of the second, history has none, so the trail's text is all there is. */
function* unmasked(period: Period, seed: number): Iterable<Trace> {
  const day = period.ago(13);
  if (!day) return;
  const caller = CAMPAIGN_SCRIPT;
  const random = createRandom(`${seed} unmasked`);
  for (const kept of [true, false]) {
    const work = select(
      'marketing',
      3,
      0.5,
      () =>
        `SELECT campaign_id, count(*) AS clicks FROM marketing.campaign_clicks WHERE old_trail = ${kept} GROUP BY campaign_id`,
    );
    const trace = call(
      {
        caller,
        work,
        at: at(day, kept ? 6.1 : 6.4),
        day,
        workgroup: 'campaigns',
        state: 'SUCCEEDED',
      },
      random,
    );
    const [{ record, ...delivery }] = trace.deliveries;
    const told = {
      ...record,
      requestParameters: { ...record.requestParameters, queryString: trace.row.query },
    };
    yield { row: kept ? trace.row : null, deliveries: [{ ...delivery, record: told }] };
  }
}

export function* texts(period: Period, seed: number): Iterable<Trace> {
  yield* strangeTexts(period, seed);
  yield* unmasked(period, seed);
}
