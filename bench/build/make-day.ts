/** One day of a busy organization: history rows, and a trail of which a fifth are their submissions. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { historyKey } from '../../src/core/lake';

export const DAY = '2026-11-19';
const ACCOUNTS = ['111122223333', '222233334444', '333344445555', '444455556666', '555566667777'];
const REGIONS = ['us-east-1', 'eu-central-1'];
const FILES_PER_SITE = 288;
const ROWS_PER_PART = 5_000;
const OTHER_CALLS = ['GetObject', 'GetQueryExecution', 'AssumeRole', 'PutObject'] as const;
const SOURCES = {
  GetObject: 's3',
  GetQueryExecution: 'athena',
  AssumeRole: 'sts',
  PutObject: 's3',
};

const uuid = (text: string): string => {
  const hex = createHash('md5').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
};
const at = (n: number, of: number): string =>
  new Date(Date.parse(`${DAY}T00:00:05.123Z`) + Math.floor((n / of) * 86_300_000)).toISOString();

const historyRow = (n: number, of: number, account_id: string, region: string) => ({
  query_execution_id: uuid(`query ${n}`),
  account_id,
  region,
  workgroup: `team-${n % 12}`,
  query: `SELECT customer_id, SUM(amount) AS amount, COUNT(*) AS orders\nFROM sales.orders_${n % 40}\nWHERE order_date BETWEEN DATE '2026-01-01' AND DATE '2026-11-${10 + (n % 9)}'\n  AND country = '${n % 200}' AND amount > ${n}\nGROUP BY customer_id\nORDER BY amount DESC\nLIMIT 1000`,
  statement_type: 'DML',
  substatement_type: 'SELECT',
  catalog: 'AwsDataCatalog',
  database_name: 'sales',
  state: n % 25 === 0 ? 'FAILED' : 'SUCCEEDED',
  state_change_reason: null,
  error_category: null,
  error_type: null,
  error_retryable: null,
  error_message: null,
  submitted_at: at(n, of),
  completed_at: at(n, of),
  data_scanned_bytes: (n * 7919) % 900_000_000_000,
  engine_ms: 1200 + (n % 900),
  total_ms: 1500 + (n % 900),
  queue_ms: 100,
  planning_ms: 90,
  preprocessing_ms: 20,
  service_ms: 30,
  result_reused: false,
  dpu_count: null,
  engine_version: 'Athena engine version 3',
  output_location: `s3://results-${account_id}/${uuid(`query ${n}`)}.csv`,
  managed_results: false,
  execution_parameters: null,
  workgroup_tags: { team: `team-${n % 12}` },
  collected_at: '2026-11-20T00:25:00.000Z',
});

const record = (n: number, of: number, account: string, region: string) => {
  const isSubmission = n % 5 === 0;
  const eventName = isSubmission ? 'StartQueryExecution' : (OTHER_CALLS[n % 4] ?? 'GetObject');
  const service = isSubmission ? 'athena' : SOURCES[eventName as keyof typeof SOURCES];
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLEEXAMPLE${n % 90}:person${n % 300}@example.com`,
      arn: `arn:aws:sts::${account}:assumed-role/Analyst${n % 90}/person${n % 300}@example.com`,
      accountId: account,
      accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: `AROAEXAMPLEEXAMPLE${n % 90}`,
          arn: `arn:aws:iam::${account}:role/Analyst${n % 90}`,
          accountId: account,
          userName: `Analyst${n % 90}`,
        },
        attributes: { creationDate: `${DAY}T00:00:00Z`, mfaAuthenticated: 'false' },
      },
    },
    eventTime: `${at(n, of).slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: `198.51.100.${n % 250}`,
    userAgent:
      'Boto3/1.40.1 md/Botocore#1.40.1 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.12.1',
    requestParameters: isSubmission
      ? {
          queryString: '***OMITTED***',
          clientRequestToken: uuid(`token ${n}`),
          queryExecutionContext: { database: 'sales', catalog: 'AwsDataCatalog' },
          resultConfiguration: { outputLocation: `s3://results-${account}/` },
          workGroup: `team-${(n / 5) % 12}`,
        }
      : {
          bucketName: `data-${n % 70}`,
          key: `tables/orders/part-${n}.parquet`,
          Host: 'example.s3.amazonaws.com',
        },
    responseElements: isSubmission ? { queryExecutionId: uuid(`query ${n / 5}`) } : null,
    requestID: uuid(`request ${n}`),
    eventID: uuid(`event ${n}`),
    readOnly: !isSubmission,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${service}.${region}.amazonaws.com`,
    },
  };
};

function put(lake: string, key: string, body: string, level: number): number {
  const path = join(lake, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzipSync(body, { level }));
  return body.length;
}

export interface MadeDay {
  history_json_bytes: number;
  trail_json_bytes: number;
}

/** Writes `queries` history rows and five trail records for each of them below `lake`. */
export function makeDay(lake: string, queries: number, gzip_level = 1): MadeDay {
  const sites = ACCOUNTS.flatMap((account) => REGIONS.map((region) => ({ account, region })));
  let history_json_bytes = 0;
  let trail_json_bytes = 0;
  for (const [s, { account, region }] of sites.entries()) {
    const rows = Array.from({ length: queries / sites.length }, (_, i) =>
      historyRow(i * sites.length + s, queries, account, region),
    );
    const byWorkgroup = groupBy(rows);
    for (const [workgroup, own] of byWorkgroup) {
      for (let part = 0; part * ROWS_PER_PART < own.length; part++) {
        const lines = own
          .slice(part * ROWS_PER_PART, (part + 1) * ROWS_PER_PART)
          .map((row) => `${JSON.stringify(row)}\n`);
        const key = historyKey({
          day: DAY,
          account_id: account,
          region,
          workgroup,
          window: DAY,
          part,
        });
        history_json_bytes += put(lake, key, lines.join(''), gzip_level);
      }
    }
    trail_json_bytes += writeTrail(
      { lake, gzip_level, account, region, site: s, sites: sites.length },
      queries * 5,
    );
  }
  return { history_json_bytes, trail_json_bytes };
}

/** Node 20 has no Map.groupBy. */
function groupBy<T extends { workgroup: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.workgroup);
    if (group) group.push(row);
    else groups.set(row.workgroup, [row]);
  }
  return groups;
}

/** Record n belongs to the site of its query, n / 5, so that a query's call lies in its own account. */
function writeTrail(
  place: {
    lake: string;
    gzip_level: number;
    account: string;
    region: string;
    site: number;
    sites: number;
  },
  records: number,
): number {
  const { lake, gzip_level, account, region, site, sites } = place;
  const own = Array.from({ length: records / sites / 5 }, (_, i) => (i * sites + site) * 5).flatMap(
    (first) => [0, 1, 2, 3, 4].map((k) => first + k),
  );
  const perFile = Math.ceil(own.length / FILES_PER_SITE);
  let bytes = 0;
  for (let file = 0; file * perFile < own.length; file++) {
    const body = JSON.stringify({
      Records: own
        .slice(file * perFile, (file + 1) * perFile)
        .map((n) => record(n, records, account, region)),
    });
    const [year, month, day] = DAY.split('-');
    const minute = String(Math.floor((file * 1439) / FILES_PER_SITE) % 60).padStart(2, '0');
    bytes += put(
      lake,
      `trail/AWSLogs/o-example/${account}/CloudTrail/${region}/${year}/${month}/${day}/${account}_CloudTrail_${region}_${year}${month}${day}T${String(Math.floor(file / 12)).padStart(2, '0')}${minute}Z_${String(file).padStart(16, '0')}.json.gz`,
      body,
      gzip_level,
    );
  }
  return bytes;
}
