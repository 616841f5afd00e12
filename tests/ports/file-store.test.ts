import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Files } from '../../src/aws/s3-files';
import { folderFiles } from '../../src/local/folder-files';
import { memoryFiles } from '../memory/memory-files';
import { s3StandIn } from '../stand-ins/s3';
import { fileStoreContract } from './file-store.contract';

fileStoreContract('in memory', () => Promise.resolve(memoryFiles()));

fileStoreContract('a folder', async () =>
  folderFiles(await mkdtemp(join(tmpdir(), 'file-store-'))),
);

fileStoreContract('S3', () =>
  Promise.resolve(s3Files({ client: s3StandIn('lake', 7).client, bucket: 'lake' })),
);
