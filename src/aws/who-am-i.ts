import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { callFailed } from './call-failed';

export interface Whose {
  account_id: string;
  region: string;
}

/** Credentials and region come from the SDK's own chain; without them nothing else can work. */
async function askSts(sts: STSClient): Promise<Whose> {
  try {
    const region = await sts.config.region();
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    return { account_id: Account ?? '', region };
  } catch (error) {
    const call = { action: 'sts:GetCallerIdentity', target: 'the credentials in use' };
    throw callFailed({ ...call, advice: 'Check AWS_PROFILE and AWS_REGION.' }, error);
  }
}

/** Whose credentials these are, and the region; asked for once. */
export function whoAmI(sts: STSClient): () => Promise<Whose> {
  let identity: Promise<Whose> | undefined;
  return () => (identity ??= askSts(sts));
}
