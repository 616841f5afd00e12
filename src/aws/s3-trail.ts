/** The trail's bucket: which accounts and regions delivered log files under a date. */
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { InvalidConfig } from '../core/errors';
import type { Trail, TrailSource } from '../core/ports';
import { callFailed } from './call-failed';
import { concurrently } from './concurrently';

/** Listings under way at once; S3 allows thousands a second, the sockets are the limit. */
const LISTINGS_AT_ONCE = 20;

const LOCATION =
  /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/((?:[^/]+\/)*AWSLogs\/(?:o-[a-z0-9]+\/)?)$/;
const ORGANIZATION = /^o-[a-z0-9]+$/;
const ACCOUNT = /^\d{12}$/;
const REGION = /^[a-z]+(-[a-z]+)+-\d+$/;

interface Listing {
  client: S3Client;
  bucket: string;
}

/** @throws InvalidConfig */
function parseLocation(location: string): { bucket: string; prefix: string } {
  const [, bucket, prefix] =
    LOCATION.exec(location.endsWith('/') ? location : `${location}/`) ?? [];
  if (bucket && prefix) return { bucket, prefix };
  throw new InvalidConfig(
    `TRAIL_LOCATION: ${JSON.stringify(location)} is not the folder of a trail; write it as ` +
      's3://BUCKET/[PREFIX/]AWSLogs/ or, for an organization trail, s3://BUCKET/[PREFIX/]AWSLogs/o-ID/.',
  );
}

const ADVICE: Record<string, string> = {
  NoSuchBucket: 'Correct the bucket in TRAIL_LOCATION.',
  PermanentRedirect: 'The bucket lies in another region: check TRAIL_LOCATION and the bucket.',
};

/** One page of a listing. @throws AwsCallFailed */
async function listPage({ client, bucket }: Listing, prefix: string, more: object) {
  try {
    return await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...more }));
  } catch (error) {
    const advice = ADVICE[error instanceof Error ? error.name : ''] ?? 'Run the job again.';
    throw callFailed(
      { action: 's3:ListBucket', target: `s3://${bucket}/${prefix}`, advice },
      error,
    );
  }
}

/** Names of the folders directly below a prefix that look like `name`. */
async function folders(listing: Listing, prefix: string, name: RegExp): Promise<string[]> {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const page = await listPage(listing, prefix, { Delimiter: '/', ContinuationToken: token });
    for (const folder of page.CommonPrefixes ?? []) {
      const last = folder.Prefix?.slice(prefix.length, -1) ?? '';
      if (name.test(last)) found.push(last);
    }
    token = page.NextContinuationToken;
  } while (token);
  return found;
}

const hasFiles = async (listing: Listing, prefix: string): Promise<boolean> =>
  ((await listPage(listing, prefix, { MaxKeys: 1 })).Contents ?? []).length > 0;

interface Branch extends TrailSource {
  /** Folder of the account's log files of one region, with a trailing slash. */
  prefix: string;
}

/**
 * Accounts directly below the location: the `cloudtrail` table reads there and nowhere else.
 * @throws InvalidConfig if the location is that of accounts and the bucket has an organization's only
 */
async function accountsBelow(listing: Listing, root: string): Promise<string[]> {
  const accounts = await folders(listing, root, ACCOUNT);
  if (accounts.length > 0) return accounts;
  const [organization] = await folders(listing, root, ORGANIZATION);
  if (organization === undefined) return [];
  const location = `s3://${listing.bucket}/${root}`;
  throw new InvalidConfig(
    `TRAIL_LOCATION: ${location} has no account, but an organization; write ${location}${organization}/.`,
  );
}

/** Every account and region that the trail has a folder for. */
async function branches(listing: Listing, root: string): Promise<Branch[]> {
  const accounts = await accountsBelow(listing, root);
  const regions = await concurrently(LISTINGS_AT_ONCE, accounts, async (account_id) => {
    const prefix = `${root}${account_id}/CloudTrail/`;
    const names = await folders(listing, prefix, REGION);
    return names.map((region) => ({ account_id, region, prefix: `${prefix}${region}/` }));
  });
  return regions.flat();
}

const nameOf = ({ account_id, region }: TrailSource): string => `${account_id} ${region}`;

/** Each account and region once, sorted by account, then region. */
function inOrder(sources: readonly TrailSource[]): TrailSource[] {
  const byName = new Map(sources.map((source) => [nameOf(source), source]));
  return [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? []);
}

/**
 * The trail as it lies in S3, in the layout of an account or an organization trail:
 * `[PREFIX/]AWSLogs/[o-ID/]ACCOUNT/CloudTrail/REGION/yyyy/MM/dd/`
 * (CloudTrail user guide, "Finding your CloudTrail log files"). Digests and Insights lie beside
 * `CloudTrail/` and are not looked at.
 *
 * Accounts and regions are listed anew for each day: a function's instance lives for hours, and an
 * account that joined meanwhile would be missed on a day that is read only once.
 * @param trailLocation `s3://BUCKET/[PREFIX/]AWSLogs/[o-ID/]`
 * @throws InvalidConfig if the location has another form; the listing throws AwsCallFailed
 */
export function s3Trail(options: { client: S3Client; trailLocation: string }): Trail {
  const { bucket, prefix } = parseLocation(options.trailLocation);
  const listing = { client: options.client, bucket };
  return {
    async sources(delivered_day) {
      const folder = `${delivered_day.replaceAll('-', '/')}/`;
      const all = await branches(listing, prefix);
      const delivered = await concurrently(LISTINGS_AT_ONCE, all, (branch) =>
        hasFiles(listing, `${branch.prefix}${folder}`),
      );
      const found = all.filter((_, place) => delivered[place]);
      return inOrder(found.map(({ account_id, region }) => ({ account_id, region })));
    },
  };
}
