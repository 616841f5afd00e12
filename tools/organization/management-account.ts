/** What StackSets leave to be done by hand. */
export interface GivenParameter {
  ParameterKey: string;
  ParameterValue: string;
}

/** Service-managed StackSets leave the management account out (CloudFormation user guide). */
export const managementAccount = (
  parameters: readonly GivenParameter[],
  regions: readonly string[],
) =>
  [
    'The management account is not covered: StackSets with service-managed permissions leave it out.',
    'If people query there, deploy with its credentials, once for each region:',
    ...regions.map((region) => {
      const overrides = parameters
        .filter(({ ParameterValue }) => ParameterValue !== '')
        .map(({ ParameterKey, ParameterValue }) => `${ParameterKey}=${ParameterValue}`);
      return `  npm run deploy:regional -- --region ${region} --parameter-overrides ${overrides.join(' ')}`;
    }),
  ].join('\n');
