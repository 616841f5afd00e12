import { athenaHistory } from '../../src/aws/athena-history';
import { keptLog } from '../memory/kept-log';
import { memoryHistory } from '../memory/memory-history';
import { clientsOf } from '../stand-ins/athena-api/client';
import { athenaApi } from '../stand-ins/athena-api/server';
import { queryHistoryContract } from './query-history.contract';

queryHistoryContract('in memory', (world) =>
  Promise.resolve({ history: memoryHistory(world), close: () => Promise.resolve() }),
);

queryHistoryContract('AWS, the SDK over HTTP', async (world) => {
  const api = await athenaApi(world);
  const clients = clientsOf(api.endpoint);
  const close = async (): Promise<void> => {
    clients.athena.destroy();
    clients.sts.destroy();
    await api.close();
  };
  return { history: athenaHistory({ ...clients, log: keptLog() }).history, close };
});
