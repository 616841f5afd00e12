import { InvalidConfig } from '../../src/core/errors';
import { readConfig } from '../../src/exports/config';

const ENV = {
  LEDGER_BUCKET: 'org-ledger',
  LEDGER_DATABASE: 'athena_ledger',
  LEDGER_WORKGROUP: 'athena-ledger',
  AWS_REGION: 'eu-west-1',
};

test('the optional ones have defaults', () => {
  expect(readConfig(ENV)).toEqual({
    bucket: 'org-ledger',
    region: 'eu-west-1',
    path_style: false,
    database: 'athena_ledger',
    workgroup: 'athena-ledger',
    format: 'csv',
    time_zone: 'UTC',
  });
  expect(
    readConfig({ ...ENV, OUTPUT_TYPE: 'json', REPORT_TIME_ZONE: 'Europe/Berlin' }),
  ).toMatchObject({ format: 'json', time_zone: 'Europe/Berlin' });
});

test.each([
  ['LEDGER_BUCKET', undefined],
  ['LEDGER_DATABASE', 'athena-ledger'],
  ['LEDGER_WORKGROUP', 'two words'],
  ['OUTPUT_TYPE', 'CSV'],
  ['OUTPUT_TYPE', ''],
  ['REPORT_TIME_ZONE', 'Mars'],
  ['REPORT_TIME_ZONE', '+01:00'],
  ['REPORT_TIME_ZONE', ''],
  ['AWS_REGION', undefined],
])('%s = %s is refused by its name', (name, value) => {
  const read = (): unknown => readConfig({ ...ENV, [name]: value });
  expect(read).toThrow(InvalidConfig);
  expect(read).toThrow(new RegExp(`^${name}: .+\\.$`));
});
