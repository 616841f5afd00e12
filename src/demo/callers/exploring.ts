import { select, utility, type Work } from '../work';

/** What an analyst tries in a day: mostly small, now and then large. */
export const EXPLORING: readonly Work[] = [
  select(
    'sales',
    2.5,
    1.3,
    (r, day) =>
      `SELECT channel, count(*) AS orders, sum(revenue) AS revenue\nFROM sales.orders\nWHERE dt = '${day}' AND store_id = ${r.integer(1, 412)}\nGROUP BY channel\nORDER BY revenue DESC`,
  ),
  select(
    'web',
    7,
    1.2,
    (r, day) =>
      `SELECT page, count(*) FROM web.clickstream WHERE dt = '${day}' AND campaign = 'c-${r.integer(100, 999)}' GROUP BY page`,
  ),
  select(
    'marts',
    0.4,
    1,
    (r) => `SELECT * FROM marts.dim_customer WHERE customer_id = ${r.integer(10_000, 99_999)}`,
  ),
  select('marts', 0.002, 0.8, () => 'SELECT * FROM marts.dim_store LIMIT 10'),
  utility('SHOW_TABLES', 'marts', () => 'SHOW TABLES IN marts'),
];
