/** Settings of every function that runs statements over the lake. */
import * as z from 'zod/mini';
import { InvalidConfig } from './errors';

export interface LakeSettings {
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
}

export type Environment = Record<string, string | undefined>;

const name = (meaning: string, pattern: RegExp, what: string) =>
  z.string(`is missing; it names ${meaning}`).check(z.regex(pattern, `is not the name of ${what}`));

/** Variables for a schema of the function's own. */
export const LAKE_ENVIRONMENT = {
  LEDGER_BUCKET: name('the bucket of the lake', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket'),
  LEDGER_DATABASE: name('the Glue database of the lake', /^[a-z0-9_]{1,255}$/, 'a database'),
  LEDGER_WORKGROUP: name(
    'the workgroup to run statements in',
    /^[a-zA-Z0-9._-]{1,128}$/,
    'a workgroup',
  ),
  AWS_REGION: z
    .string('is missing; Lambda sets it, elsewhere give the region of the lake')
    .check(z.regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'is not a region; write it as eu-west-1')),
};

/** @throws InvalidConfig that names the variable */
export function readEnvironment<T extends z.ZodMiniType>(schema: T, env: Environment): z.output<T> {
  const read = z.safeParse(schema, env);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const variable = issue?.path.join('.') ?? 'environment';
  throw new InvalidConfig(`${variable}: ${issue?.message ?? 'cannot be used'}.`);
}

/** S3 at an endpoint of one's own has no host for each bucket: they are named in the path. */
export const pathStyle = (env: Environment): boolean =>
  Boolean(env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL']);

/** @param given what {@link readEnvironment} has read */
export const lakeSettings = (
  given: Record<keyof typeof LAKE_ENVIRONMENT, string>,
  env: Environment,
): LakeSettings => ({
  bucket: given.LEDGER_BUCKET,
  region: given.AWS_REGION,
  path_style: pathStyle(env),
  database: given.LEDGER_DATABASE,
  workgroup: given.LEDGER_WORKGROUP,
});
