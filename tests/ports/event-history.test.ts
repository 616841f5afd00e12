import { cloudtrailEvents } from '../../src/aws/cloudtrail-events';
import { memoryEvents } from '../memory/memory-events';
import { clientsOf } from '../stand-ins/cloudtrail-api/client';
import { cloudtrailApi } from '../stand-ins/cloudtrail-api/server';
import { eventHistoryContract } from './event-history.contract';

eventHistoryContract('in memory', (world) =>
  Promise.resolve({ events: memoryEvents(world), close: () => Promise.resolve() }),
);

eventHistoryContract('AWS, the SDK over HTTP', async (world) => {
  const api = await cloudtrailApi(world);
  const clients = clientsOf(api.endpoint);
  const close = async (): Promise<void> => {
    clients.cloudtrail.destroy();
    clients.sts.destroy();
    await api.close();
  };
  return { events: cloudtrailEvents(clients).events, close };
});
