/** The regional stack in every account of the units given, in every region given. */
import {
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DescribeStackSetCommand,
  type Parameter,
  type StackSet,
  type StackSetOperationPreferences,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import type { S3Client } from '@aws-sdk/client-s3';
import { finished, type StackSetCalls } from './operation';
import { parseTemplate } from '../permissions/template';
import { ledgerOf } from './main-stack';
import { managementAccount } from './management-account';
import { uploadTemplate } from './template';

export interface OrganizationOptions {
  /** The main stack, in the region of the CloudFormation client. */
  stack: string;
  /** Ids of organizational units, or of the root. */
  units: readonly string[];
  regions: readonly string[];
  /** Other parameters of the regional stack, by name. */
  parameters: Readonly<Record<string, string>>;
}

export const CAPABILITIES = ['CAPABILITY_IAM'] as const;

/** One bad account must not keep the others from getting theirs. */
const PREFERENCES: StackSetOperationPreferences = {
  RegionConcurrencyType: 'PARALLEL',
  MaxConcurrentPercentage: 100,
  FailureTolerancePercentage: 100,
};

/** Null if there is none of that name. */
export async function existing({ client, name, call_as }: StackSetCalls): Promise<StackSet | null> {
  try {
    const command = new DescribeStackSetCommand({ StackSetName: name, CallAs: call_as });
    return (await client.send(command)).StackSet ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'StackSetNotFoundException') return null;
    throw error;
  }
}

interface Definition {
  TemplateURL: string;
  Parameters: { ParameterKey: string; ParameterValue: string }[];
  /** Parameters that the template has. */
  known: readonly string[];
}

/** What an earlier deployment gave and this one does not name keeps its value, as with `sam deploy`. */
const keptParameters = ({ Parameters, known }: Definition, before: StackSet): Parameter[] =>
  (before.Parameters ?? [])
    .flatMap(({ ParameterKey }) => ParameterKey ?? [])
    .filter((name) => known.includes(name))
    .filter((name) => !Parameters.some(({ ParameterKey }) => ParameterKey === name))
    .map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true }));

async function createOrUpdate(
  calls: StackSetCalls,
  before: StackSet | null,
  definition: Definition,
): Promise<void> {
  const { TemplateURL, Parameters } = definition;
  const { client, name, call_as } = calls;
  const common = {
    StackSetName: name,
    Description: 'Athena Ledger, regional stacks.',
    TemplateURL,
    Parameters,
    Capabilities: [...CAPABILITIES],
    PermissionModel: 'SERVICE_MANAGED' as const,
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
    CallAs: call_as,
  };
  if (!before) {
    await client.send(new CreateStackSetCommand({ ...common, ManagedExecution: { Active: true } }));
    calls.say(`StackSet ${name} created.`);
    return;
  }
  const { OperationId } = await client.send(
    new UpdateStackSetCommand({
      ...common,
      Parameters: [...Parameters, ...keptParameters(definition, before)],
      OperationPreferences: PREFERENCES,
    }),
  );
  await finished(calls, OperationId, 'Update of what is there');
}

const without = (all: readonly string[], known: readonly string[]): string[] =>
  all.filter((one) => !known.includes(one));

/** New units get every region, units that are there already the new ones: no pair is asked for twice. */
async function addStacks(
  calls: StackSetCalls,
  before: StackSet | null,
  { units, regions }: OrganizationOptions,
): Promise<void> {
  const known = { units: before?.OrganizationalUnitIds ?? [], regions: before?.Regions ?? [] };
  const all_regions = [...new Set([...known.regions, ...regions])];
  const steps = [
    { units: without(units, known.units), regions: all_regions },
    { units: known.units, regions: without(regions, known.regions) },
  ];
  for (const step of steps) {
    if (step.units.length === 0 || step.regions.length === 0) continue;
    const { OperationId } = await calls.client.send(
      new CreateStackInstancesCommand({
        StackSetName: calls.name,
        DeploymentTargets: { OrganizationalUnitIds: step.units },
        Regions: step.regions,
        OperationPreferences: PREFERENCES,
        CallAs: calls.call_as,
      }),
    );
    const what = `Stacks of ${step.units.join(', ')} in ${step.regions.join(', ')}`;
    await finished(calls, OperationId, what);
  }
}

/**
 * Uploads the template, creates or updates the StackSet, adds the units and regions that it lacks, and
 * says how the management account is covered.
 * @param text of dist/stackset-regional.yaml
 * @throws Error that names each account and region that failed; run again, it goes on
 */
export async function deployOrganization(
  calls: StackSetCalls,
  s3: S3Client,
  text: string,
  options: OrganizationOptions,
): Promise<void> {
  const ledger = await ledgerOf(calls.client, options.stack);
  const TemplateURL = await uploadTemplate(s3, ledger, text);
  calls.say(`Template: ${TemplateURL}`);
  const given = {
    LedgerBucketName: ledger.bucket,
    LedgerBucketRegion: ledger.bucket_region,
    LedgerKeyArn: ledger.key_arn,
    LookupEvents: ledger.lookup_events,
    ...options.parameters,
  };
  const Parameters = Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  const before = await existing(calls);
  const known = Object.keys(parseTemplate(text).Parameters);
  await createOrUpdate(calls, before, { TemplateURL, Parameters, known });
  await addStacks(calls, before, options);
  calls.say(managementAccount(Parameters, options.regions));
}
