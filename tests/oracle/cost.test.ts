import { costOf, MIB, type Usage } from './cost';

const usage = (fields: Partial<Usage>): Usage => ({
  region: 'us-east-1',
  state: 'SUCCEEDED',
  statement_type: 'DML',
  result_reused: null,
  dpu_count: null,
  data_scanned: 20 * MIB,
  ...fields,
});

test.each([
  [0, 10 * MIB],
  [1, 10 * MIB],
  [10 * MIB - 1, 10 * MIB],
  [10 * MIB, 10 * MIB],
  [10 * MIB + 1, 11 * MIB],
  [11 * MIB, 11 * MIB],
  [2 ** 50 + 1, 2 ** 50 + MIB],
])('%d bytes scanned: %d billed', (data_scanned, billed_bytes) => {
  expect(costOf(usage({ data_scanned }))).toMatchObject({ pricing_model: 'scan', billed_bytes });
});

test.each<[string, Partial<Usage>, string, number | null]>([
  ['cancelled', { state: 'CANCELLED' }, 'scan', 20 * MIB],
  ['failed', { state: 'FAILED' }, 'free', 0],
  ['refused', { state: 'REJECTED', data_scanned: null }, 'free', 0],
  ['DDL', { statement_type: 'DDL' }, 'free', 0],
  ['utility', { statement_type: 'UTILITY' }, 'scan', 20 * MIB],
  ['reused', { result_reused: true }, 'free', 0],
  ['not reused', { result_reused: false }, 'scan', 20 * MIB],
  ['reserved', { dpu_count: 4 }, 'capacity', 0],
  ['reserved and failed', { dpu_count: 0, state: 'FAILED' }, 'capacity', 0],
  ['running', { state: 'RUNNING' }, 'unknown', null],
  ['running DDL', { state: 'RUNNING', statement_type: 'DDL' }, 'free', 0],
  ['history gone', { state: 'UNKNOWN', data_scanned: null }, 'unknown', null],
  ['bytes unknown', { data_scanned: null }, 'unknown', null],
  ['bytes unknown, failed', { data_scanned: null, state: 'FAILED' }, 'free', 0],
])('%s', (_name, fields, pricing_model, billed_bytes) => {
  const cost = costOf(usage(fields));
  expect(cost).toMatchObject({ pricing_model, billed_bytes });
  expect(cost.cost_usd === null).toBe(billed_bytes === null);
});

test.each([
  ['us-east-1', 5],
  ['us-west-1', 6.75],
  ['sa-east-1', 9],
])('a TB in %s costs %d', (region, price) => {
  expect(costOf(usage({ region, data_scanned: 2 ** 40 }))).toMatchObject({
    price_per_tb: price,
    cost_usd: price,
  });
});
