/** Takes the regional stacks away again; what they wrote stays in the lake. */
import { DeleteStackInstancesCommand, DeleteStackSetCommand } from '@aws-sdk/client-cloudformation';
import { existing } from './deploy';
import { finished, type StackSetCalls } from './operation';

/**
 * Deletes every stack of the StackSet, then the StackSet.
 * @throws Error that names each account and region whose stack could not be deleted
 */
export async function destroyOrganization(calls: StackSetCalls): Promise<void> {
  const found = await existing(calls);
  if (!found) {
    calls.say(`There is no StackSet ${calls.name}.`);
    return;
  }
  const { OrganizationalUnitIds: units = [], Regions: regions = [] } = found;
  const target = { StackSetName: calls.name, CallAs: calls.call_as };
  if (units.length > 0 && regions.length > 0) {
    const { OperationId } = await calls.client.send(
      new DeleteStackInstancesCommand({
        ...target,
        DeploymentTargets: { OrganizationalUnitIds: units },
        Regions: regions,
        RetainStacks: false,
      }),
    );
    await finished(calls, OperationId, 'Deletion of the stacks');
  }
  await calls.client.send(new DeleteStackSetCommand(target));
  calls.say(`StackSet ${calls.name} deleted. The lake keeps what it wrote.`);
}
