import type { FileStore, LargeFiles } from '../../src/core/ports';

export interface MemoryFiles extends FileStore, LargeFiles {
  files: Map<string, Buffer>;
}

/** A lake in memory. */
export function memoryFiles(files = new Map<string, Buffer>()): MemoryFiles {
  return {
    files,
    list: async function* (prefix) {
      const keys = [...files.keys()].filter((key) => key.startsWith(prefix)).sort();
      for (const key of keys)
        yield await Promise.resolve({ key, size_bytes: files.get(key)!.length });
    },
    read: (key) => Promise.resolve(files.get(key) ?? null),
    write: (key, body) => {
      files.set(key, Buffer.from(body));
      return Promise.resolve();
    },
    writeParts: async (key, parts) => {
      const body: Uint8Array[] = [];
      for await (const part of parts) body.push(part);
      files.set(key, Buffer.concat(body));
    },
    delete: (keys) => {
      for (const key of keys) files.delete(key);
      return Promise.resolve();
    },
  };
}
