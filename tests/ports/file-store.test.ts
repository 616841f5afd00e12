import { s3Files } from '../../src/aws/s3-files';
import { folderFiles } from '../../src/local/folder-files';
import { scratch } from '../local/scratch';
import { memoryFiles } from '../memory/memory-files';
import { s3StandIn } from '../stand-ins/s3';
import { fileStoreContract } from './file-store.contract';

fileStoreContract('in memory', () => Promise.resolve(memoryFiles()));

fileStoreContract('a folder', () => Promise.resolve(folderFiles(scratch())));

fileStoreContract('S3', () =>
  Promise.resolve(s3Files({ client: s3StandIn('lake', 7).client, bucket: 'lake' })),
);
