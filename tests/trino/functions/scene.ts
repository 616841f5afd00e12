/** What the suites of EventsFunction share: the bundle, the services, a day of the demo organization. */
import { join } from 'node:path';
import { build, type Built } from '../../bundles/built';
import { createBucket, fillBucket, openCloud, type Cloud } from './cloud';
import { demoDay, type DemoDay } from './demo-day';
import { deployStack, type LedgerStack } from './ledger-stack';

const TRAIL_BUCKET = 'org-trail';

export interface Scene {
  cloud: Cloud;
  demo: DemoDay;
  /** A lake of its own, with the day's history; the trail is everybody's. */
  deploy: () => Promise<LedgerStack>;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const built = build();
  const cloud = await openCloud();
  const close = async () => {
    await cloud.close();
    built.remove();
  };
  try {
    const demo = await demoDay();
    await createBucket(cloud.s3, TRAIL_BUCKET);
    await fillBucket(cloud.s3, TRAIL_BUCKET, demo.trail);
    return sceneOf(built, cloud, demo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function sceneOf(built: Built, cloud: Cloud, demo: DemoDay, close: () => Promise<void>): Scene {
  const deploy = () =>
    deployStack({
      cloud,
      bundle: join(built.folder, 'events'),
      files: demo.lake,
      trail_location: `s3://${TRAIL_BUCKET}/AWSLogs/o-exampleorg/`,
    });
  return { cloud, demo, deploy, close };
}
