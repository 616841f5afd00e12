import { readdirSync } from 'node:fs';
import { s3LargeFiles } from '../../src/aws/s3-large-files';
import { folderFiles } from '../../src/local/folder-files';
import { folderLargeFiles } from '../../src/local/folder-large-files';
import { scratch } from '../local/scratch';
import { memoryFiles } from '../memory/memory-files';
import { s3StandIn } from '../stand-ins/s3';
import { largeFilesContract } from './large-files.contract';

largeFilesContract('in memory', () => {
  const files = memoryFiles();
  return { files, read: (key) => files.read(key), leftovers: () => Promise.resolve([]) };
});

largeFilesContract('a folder', () => {
  const folder = scratch();
  return {
    files: folderLargeFiles(folder),
    read: (key) => folderFiles(folder).read(key),
    leftovers: () => {
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return Promise.resolve(names.filter((name) => name.includes('/.')));
    },
  };
});

largeFilesContract('S3', () => {
  const s3 = s3StandIn('lake');
  return {
    files: s3LargeFiles({ client: s3.client, bucket: 'lake' }),
    read: (key) => Promise.resolve(s3.objects.get(key) ?? null),
    leftovers: () => Promise.resolve([...s3.uploads.keys()]),
  };
});
