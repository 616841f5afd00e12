import * as z from 'zod/mini';
import { InvalidConfig } from '../core/errors';
import type { ReportFormat } from '../core/lake';
import { isTimeZone } from './time-zone';

export interface ExportsConfig {
  /** Bucket of the lake; it lies in the function's own region. */
  bucket: string;
  /** Region of the function, for the ledger. */
  region: string;
  /** True with an endpoint of one's own, which seldom has a name per bucket. */
  path_style: boolean;
  /** Glue database of the lake's tables. */
  database: string;
  /** Athena workgroup that the statements run in. */
  workgroup: string;
  /** What a request that names no format gets. */
  format: ReportFormat;
  /** What a request that names no zone gets. */
  time_zone: string;
}

const name = (meaning: string, pattern: RegExp, what: string) =>
  z.string(`is missing; it names ${meaning}`).check(z.regex(pattern, `is not the name of ${what}`));

const environment = z.object({
  LEDGER_BUCKET: name('the bucket of the lake', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket'),
  LEDGER_DATABASE: name('the Glue database of the lake', /^[a-z0-9_]{1,255}$/, 'a database'),
  LEDGER_WORKGROUP: name(
    'the workgroup to run statements in',
    /^[a-zA-Z0-9._-]{1,128}$/,
    'a workgroup',
  ),
  OUTPUT_TYPE: z._default(z.enum(['csv', 'json'], 'must be csv or json'), 'csv'),
  REPORT_TIME_ZONE: z
    ._default(z.string(), 'UTC')
    .check(z.refine(isTimeZone, 'must be a zone of the IANA database, as UTC or Europe/Berlin')),
  AWS_REGION: z
    .string('is missing; Lambda sets it, elsewhere give the region of the lake')
    .check(z.regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'is not a region; write it as eu-west-1')),
});

/**
 * Reads the function's settings.
 * @throws InvalidConfig that names the variable
 */
export function readConfig(env: Record<string, string | undefined>): ExportsConfig {
  const read = z.safeParse(environment, env);
  if (!read.success) {
    const [issue] = read.error.issues;
    const variable = issue?.path.join('.') ?? 'environment';
    throw new InvalidConfig(`${variable}: ${issue?.message ?? 'cannot be used'}.`);
  }
  const given = read.data;
  return {
    bucket: given.LEDGER_BUCKET,
    region: given.AWS_REGION,
    path_style: Boolean(env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL']),
    database: given.LEDGER_DATABASE,
    workgroup: given.LEDGER_WORKGROUP,
    format: given.OUTPUT_TYPE,
    time_zone: given.REPORT_TIME_ZONE,
  };
}
