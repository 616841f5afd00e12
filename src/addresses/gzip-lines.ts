import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Text as one gzip file, in parts as they come; what `texts` throws goes on. */
export async function* gzipLines(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  const written = pipeline(Readable.from(texts), gzip);
  // It is awaited below; until then a failure must not count as unhandled.
  written.catch(() => undefined);
  for await (const part of gzip) yield part as Uint8Array;
  await written;
}
