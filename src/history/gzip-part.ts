import { once } from 'node:events';
import { createGzip } from 'node:zlib';

/** A gzip file in the making: only its compressed bytes are kept. */
export interface GzipPart {
  /** Compressed bytes so far; what zlib still holds back comes on top. */
  size_bytes: () => number;
  append(text: string): Promise<void>;
  /** The whole file. */
  finish(): Promise<Buffer>;
  discard(): void;
}

export function gzipPart(): GzipPart {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  let size_bytes = 0;
  gzip.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size_bytes += chunk.length;
  });
  return {
    size_bytes: () => size_bytes,
    append: (text) =>
      new Promise((resolve, reject) => {
        gzip.write(text, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    finish: async () => {
      const end = once(gzip, 'end');
      gzip.end();
      await end;
      return Buffer.concat(chunks);
    },
    discard: () => gzip.destroy(),
  };
}
