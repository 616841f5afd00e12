/** The real program with `--bucket`: what it asks of AWS is what docs/deploy.md allows it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { run } from '../cli/program';
import { overHttp, type OverHttp } from '../stand-ins/over-http/server';
import { database } from './given';

const KEY = 'addresses/addresses.json.gz';
const objects = new Map<string, Buffer>();
let aws: OverHttp;

/** A statement that is through at once. */
const ATHENA: Record<string, object> = {
  StartQueryExecution: { QueryExecutionId: '00000000-0000-4000-8000-000000000001' },
  GetQueryExecution: { QueryExecution: { Status: { State: 'SUCCEEDED' } } },
  GetQueryResults: {
    ResultSet: {
      ResultSetMetadata: { ColumnInfo: [{ Name: 'source_ip', Type: 'varchar' }] },
      Rows: ['source_ip', '198.51.100.20', 'sso.amazonaws.com'].map((VarCharValue) => ({
        Data: [{ VarCharValue }],
      })),
    },
  },
};

beforeAll(async () => {
  aws = await overHttp({
    account_id: '111122223333',
    region: 'eu-west-1',
    workgroup: 'athena-ledger',
    services: { AmazonAthena: (operation) => Promise.resolve(ATHENA[operation] ?? {}) },
    buckets: { lake: objects },
  });
});

afterAll(async () => {
  await aws.close();
});

const addresses = (mmdb: string) =>
  run(['addresses', '--mmdb', mmdb, '--bucket', 'lake', '--region', 'eu-west-1'], {
    env: { AWS_ENDPOINT_URL: aws.endpoint, AWS_ACCESS_KEY_ID: 'made', AWS_SECRET_ACCESS_KEY: 'up' },
  });

test('an mmdb that is none is refused before anything is asked', async () => {
  expect(await addresses(__filename)).toMatchObject({ code: 2, stdout: '' });
  expect(aws.asked).toEqual([]);
});

test('it asks Athena, and puts one object into the bucket', async () => {
  const { code, stdout, stderr } = await addresses(database('City'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('1 found, 0 unknown to Example-City of 2026-11-10; 1 names');
  expect([...objects.keys()]).toEqual([KEY]);
  expect(JSON.parse(gunzipSync(objects.get(KEY)!).toString())).toMatchObject({
    source_ip: '198.51.100.20',
    city: 'Frankfurt am Main',
  });
  const actions = [...new Set(aws.asked.map(({ action, resource }) => `${action} ${resource}`))];
  const workgroup = 'arn:aws:athena:eu-west-1:111122223333:workgroup/athena-ledger';
  expect(actions).toEqual([
    `athena:StartQueryExecution ${workgroup}`,
    `athena:GetQueryExecution ${workgroup}`,
    `athena:GetQueryResults ${workgroup}`,
    `s3:PutObject arn:aws:s3:::lake/${KEY}`,
  ]);
  const page = readFileSync(join(__dirname, '../../docs/deploy.md'), 'utf8');
  for (const { action } of aws.asked) expect(page).toContain(`\`${action}\``);
});
