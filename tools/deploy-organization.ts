/**
 * `npm run deploy:organization -- --units ou-… --regions eu-west-1,us-east-1`, and with `--destroy`
 * `npm run destroy:organization`. Credentials: the organization's management account, or its delegated
 * administrator of StackSets with `--delegated`; the main stack lies in the same account.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { Command } from 'commander';
import { deployOrganization } from './organization/deploy';
import { destroyOrganization } from './organization/destroy';
import type { StackSetCalls } from './organization/operation';

interface Given {
  units?: string[];
  regions?: string[];
  stack: string;
  name: string;
  parameters: string[];
  delegated: boolean;
  destroy: boolean;
}

const list = (text: string): string[] => text.split(',').filter((one) => one !== '');

const program = new Command('deploy-organization')
  .option('--units <ids>', 'organizational units or root, with commas between', list)
  .option('--regions <names>', 'regions to collect in, with commas between', list)
  .option('--stack <name>', 'the main stack', 'athena-ledger')
  .option('--name <name>', 'the StackSet', 'athena-ledger-regional')
  .option('--parameters <Name=Value...>', 'other parameters of the regional stack', [])
  .option('--delegated', 'act as delegated administrator of StackSets', false)
  .option('--destroy', 'delete the stacks and the StackSet', false)
  .parse();

const pairs = (given: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    given.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      if (name === '' || value.length === 0)
        program.error(`--parameters: ${pair} is not written as Name=Value.`);
      return [name, value.join('=')];
    }),
  );

async function run(): Promise<void> {
  const given = program.opts<Given>();
  const calls: StackSetCalls = {
    client: new CloudFormationClient({ retryMode: 'adaptive', maxAttempts: 10 }),
    name: given.name,
    call_as: given.delegated ? 'DELEGATED_ADMIN' : 'SELF',
    say: (line) => process.stdout.write(`${line}\n`),
    sleep: (ms) => sleep(ms),
  };
  if (given.destroy) {
    await destroyOrganization(calls);
    return;
  }
  const { units, regions } = given;
  if (!units?.length) return program.error('--units: name at least one unit, or the root.');
  if (!regions?.length) return program.error('--regions: name at least one region.');
  const text = readFileSync('dist/stackset-regional.yaml', 'utf8');
  const options = { stack: given.stack, units, regions, parameters: pairs(given.parameters) };
  await deployOrganization(calls, new S3Client({ followRegionRedirects: true }), text, options);
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
