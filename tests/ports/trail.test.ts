import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { s3Trail } from '../../src/aws/s3-trail';
import type { Trail } from '../../src/core/ports';
import { folderTrail } from '../../src/local/folder-trail';
import { scratch } from '../local/scratch';
import { memoryTrail } from '../memory/memory-trail';
import { s3StandIn } from '../stand-ins/s3';
import { describeTrailContract } from './trail.contract';

const onS3 =
  (folder: string, pageSize?: number) =>
  (keys: readonly string[]): Trail => {
    const s3 = s3StandIn('trail-bucket', pageSize);
    for (const key of keys) s3.objects.set(`${folder}${key}`, Buffer.from('gz'));
    // What lies beside the trail's own folder belongs to others.
    s3.objects.set(
      'AWSLogs-of-others/AWSLogs/999999999999/CloudTrail/eu-west-1/2026/03/01/x',
      Buffer.from('gz'),
    );
    // On AWS the location names the layout: the table's partitions are found by the same template.
    const layout = keys.some((key) => key.startsWith('AWSLogs/o-exampleorg1/'))
      ? 'o-exampleorg1/'
      : '';
    const trailLocation = `s3://trail-bucket/${folder}AWSLogs/${layout}`;
    return s3Trail({ client: s3.client, trailLocation });
  };

function inAFolder(keys: readonly string[]): Promise<Trail> {
  const folder = scratch();
  mkdirSync(join(folder, 'AWSLogs'));
  for (const key of keys) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), 'gz');
  }
  return folderTrail(folder);
}

// Every implementation of the port stands in this list.
const IMPLEMENTATIONS: Record<string, (keys: readonly string[]) => Trail | Promise<Trail>> = {
  'in memory': memoryTrail,
  'a folder': inAFolder,
  S3: onS3(''),
  'S3 with a prefix': onS3('logs/cloudtrail/'),
  'S3 with three entries a page': onS3('', 3),
};

for (const [name, make] of Object.entries(IMPLEMENTATIONS)) describeTrailContract(name, make);
