import { InvalidConfig } from '../../src/core/errors';
import { readConfig } from '../../src/events/config';

const ENV = {
  LEDGER_BUCKET: 'org-ledger',
  LEDGER_DATABASE: 'athena_ledger',
  LEDGER_WORKGROUP: 'athena-ledger',
  AWS_REGION: 'eu-west-1',
};
const pricesOf = (PRICE_PER_TB: string) => readConfig({ ...ENV, PRICE_PER_TB }).prices;

test('the optional ones have defaults', () => {
  expect(readConfig(ENV)).toEqual({
    bucket: 'org-ledger',
    region: 'eu-west-1',
    path_style: false,
    database: 'athena_ledger',
    workgroup: 'athena-ledger',
    trail_location: null,
    lookback_days: 2,
    prices: {
      default_usd_per_tb: 5,
      usd_per_tb: { 'us-west-1': 6.75, 'sa-east-1': 9 },
      bytes_per_tb: 2 ** 40,
    },
  });
  const all = {
    ...ENV,
    TRAIL_LOCATION: 's3://org-trail/AWSLogs/o-abc123/',
    LOOKBACK_DAYS: '0',
    BYTES_PER_TB: '1e12',
    AWS_ENDPOINT_URL_S3: 'http://localhost:5000',
  };
  expect(readConfig(all)).toMatchObject({
    trail_location: 's3://org-trail/AWSLogs/o-abc123/',
    lookback_days: 0,
    path_style: true,
    prices: { bytes_per_tb: 1e12 },
  });
  expect(readConfig({ ...ENV, TRAIL_LOCATION: ' ' }).trail_location).toBeNull();
});

test('a price is a number, or a list that is laid over the known ones', () => {
  expect(pricesOf('6')).toMatchObject({
    default_usd_per_tb: 6,
    usd_per_tb: { 'us-west-1': 6.75, 'sa-east-1': 9 },
  });
  expect(pricesOf('{"default": 4.5, "us-west-1": 7, "eu-south-2": 5.5}')).toMatchObject({
    default_usd_per_tb: 4.5,
    usd_per_tb: { 'us-west-1': 7, 'sa-east-1': 9, 'eu-south-2': 5.5 },
  });
  expect(pricesOf('{"eu-south-2": 0}')).toMatchObject({
    default_usd_per_tb: 5,
    usd_per_tb: { 'eu-south-2': 0 },
  });
});

test.each([
  ['LEDGER_BUCKET', undefined],
  ['LEDGER_BUCKET', 'Org_Ledger'],
  ['LEDGER_DATABASE', undefined],
  ['LEDGER_DATABASE', 'athena-ledger'],
  ['LEDGER_WORKGROUP', undefined],
  ['LEDGER_WORKGROUP', 'two words'],
  ['LOOKBACK_DAYS', '-1'],
  ['LOOKBACK_DAYS', '31'],
  ['LOOKBACK_DAYS', '1.5'],
  ['LOOKBACK_DAYS', ''],
  ['PRICE_PER_TB', ''],
  ['PRICE_PER_TB', '-5'],
  ['PRICE_PER_TB', '"5"'],
  ['PRICE_PER_TB', '[5]'],
  ['PRICE_PER_TB', 'null'],
  ['PRICE_PER_TB', '{"default": "5"}'],
  ['BYTES_PER_TB', '5'],
  ['BYTES_PER_TB', 'many'],
  ['AWS_REGION', undefined],
])('%s = %s is refused by its name', (name, value) => {
  const read = (): unknown => readConfig({ ...ENV, [name]: value });
  expect(read).toThrow(InvalidConfig);
  expect(read).toThrow(new RegExp(`^${name}: .+\\.$`));
});
