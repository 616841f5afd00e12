/** Why a resource of a policy has a wildcard: what the service cannot name, or nobody knows before. */
export interface Wildcard {
  /** Of the resource, as docs/permissions.md shows it. */
  pattern: RegExp;
  reason: string;
}

export const WILDCARDS: readonly Wildcard[] = [
  {
    pattern: /^\*$/,
    reason:
      'ListWorkGroups and LookupEvents know no resource (Service Authorization Reference, Amazon Athena and AWS CloudTrail).',
  },
  {
    pattern: /:log-group:[^*]+:\*$/,
    reason: 'Log streams of the one log group; Lambda names them.',
  },
  {
    pattern: /:workgroup\/\*$/,
    reason: 'Every workgroup of the account and region, whichever there are tomorrow.',
  },
  {
    pattern: /:table\/[^*]+\/\*$/,
    reason: 'Every table of the one database; its views come and go.',
  },
  {
    pattern: /\/day=\?{4}-\?{2}-\?{2}\/.*\/\*$/,
    reason:
      'The question marks are one day: an asterisk there would match across folders. Below lie workgroups, windows and runs.',
  },
  {
    pattern:
      /^arn:[^*]*:s3:::LEDGER_BUCKET\/(history|submissions|events|cloudtrail_events|addresses|ledger|report|reports|results|backfill)\/\*$/,
    reason: 'Days or months, runs and files below one prefix of the lake.',
  },
  {
    pattern: /^arn:[^*]*:s3:::LEDGER_BUCKET\/trail\/AWSLogs\/[^*]*\*$/,
    reason: 'Regions, days and files below the trail that LookupEvents fills.',
  },
  {
    pattern: /:execution:[^*]+:\*$/,
    reason: 'Executions of the one state machine; Step Functions names those of its days.',
  },
  {
    pattern: /^arn:[^*]*:s3:::TRAIL_BUCKET\/TRAIL_FOLDER\/\*$/,
    reason: 'Accounts, regions, days and files below the folder of the trail.',
  },
];

export const wildcardsOf = (resource: string): Wildcard[] =>
  /[*?]/.test(resource) ? WILDCARDS.filter(({ pattern }) => pattern.test(resource)) : [];
