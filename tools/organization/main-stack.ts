/** What the regional stacks need to know of the main one. */
import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

export interface Ledger {
  bucket: string;
  bucket_region: string;
  /** Empty if the bucket has no key of its own. */
  key_arn: string;
  /** Whether it reads what the regional stacks look up: `true` or `false`. */
  lookup_events: string;
}

/** @throws Error that says what is missing, if there is no such stack or it is another one */
export async function ledgerOf(client: CloudFormationClient, stack: string): Promise<Ledger> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
  const [found] = Stacks;
  const outputs = new Map((found?.Outputs ?? []).map((o) => [o.OutputKey, o.OutputValue]));
  const parameters = new Map(
    (found?.Parameters ?? []).map((p) => [p.ParameterKey, p.ParameterValue]),
  );
  const bucket = outputs.get('LedgerBucketName');
  const bucket_region = outputs.get('LedgerBucketRegion');
  if (bucket !== undefined && bucket_region !== undefined)
    return {
      bucket,
      bucket_region,
      key_arn: parameters.get('KmsKeyArn') ?? '',
      lookup_events: parameters.get('LookupEvents') ?? 'false',
    };
  throw new Error(
    `Stack ${stack} has no output LedgerBucketName: name the main stack with --stack, in its region.`,
  );
}
