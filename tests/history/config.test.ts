import { InvalidConfig } from '../../src/core/errors';
import { readConfig } from '../../src/history/config';

const ENV = { LEDGER_BUCKET: 'org-ledger', LEDGER_BUCKET_REGION: 'eu-west-1' };

test('the optional ones have defaults', () => {
  expect(readConfig(ENV)).toEqual({
    bucket: 'org-ledger',
    bucket_region: 'eu-west-1',
    path_style: false,
    window: 'day',
    api_share: 0.8,
  });
  const all = {
    ...ENV,
    COLLECT_WINDOW: 'hour',
    API_SHARE: '1',
    AWS_ENDPOINT_URL: 'http://localhost:5000',
  };
  expect(readConfig(all)).toMatchObject({ window: 'hour', api_share: 1, path_style: true });
});

test.each([
  ['LEDGER_BUCKET', undefined],
  ['LEDGER_BUCKET', 'Org_Ledger'],
  ['LEDGER_BUCKET_REGION', undefined],
  ['LEDGER_BUCKET_REGION', 'Ireland'],
  ['COLLECT_WINDOW', 'week'],
  ['API_SHARE', '0'],
  ['API_SHARE', '1.01'],
  ['API_SHARE', ''],
  ['API_SHARE', 'half'],
])('%s = %s is refused by its name', (name, value) => {
  const read = (): unknown => readConfig({ ...ENV, [name]: value });
  expect(read).toThrow(InvalidConfig);
  expect(read).toThrow(new RegExp(`^${name}: .+\\.$`));
});
