import * as z from 'zod/mini';
import { pathStyle } from '../core/lake-environment';
import { InvalidConfig } from '../core/errors';

export interface HistoryConfig {
  /** Bucket of the lake, and the region it lies in. */
  bucket: string;
  bucket_region: string;
  /** True with an endpoint of one's own, which seldom has a name per bucket. */
  path_style: boolean;
  /** What a scheduled call collects: the last complete day, or hour. */
  window: 'day' | 'hour';
  /** Part of the account's API quotas that the collector may use. */
  api_share: number;
}

const DEFAULT_API_SHARE = '0.8';

const environment = z.object({
  LEDGER_BUCKET: z
    .string('is missing; it names the bucket of the lake')
    .check(z.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not the name of a bucket')),
  LEDGER_BUCKET_REGION: z
    .string('is missing; it names the region of LEDGER_BUCKET')
    .check(z.regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'is not a region; write it as eu-west-1')),
  COLLECT_WINDOW: z._default(z.enum(['day', 'hour'], 'must be day or hour'), 'day'),
  API_SHARE: z
    ._default(z.string(), DEFAULT_API_SHARE)
    .check(
      z.refine(
        (text) => text.trim() !== '' && Number(text) > 0 && Number(text) <= 1,
        'must be a number above 0 and at most 1',
      ),
    ),
});

/**
 * Reads the function's settings.
 * @throws InvalidConfig that names the variable
 */
export function readConfig(env: Record<string, string | undefined>): HistoryConfig {
  const read = z.safeParse(environment, env);
  if (read.success)
    return {
      bucket: read.data.LEDGER_BUCKET,
      bucket_region: read.data.LEDGER_BUCKET_REGION,
      path_style: pathStyle(env),
      window: read.data.COLLECT_WINDOW,
      api_share: Number(read.data.API_SHARE),
    };
  const [issue] = read.error.issues;
  throw new InvalidConfig(
    `${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'cannot be used'}.`,
  );
}
