/**
 * Runs an async generator ahead of its reader by at most `depth` items: while the reader works on
 * one item, the generator is already making the next ones.
 * @param left called as soon as the reader is done, before the items under way are awaited
 */
export async function* readAhead<T>(
  source: AsyncGenerator<T>,
  depth: number,
  left: () => void,
): AsyncGenerator<T> {
  const asked: Promise<IteratorResult<T>>[] = [];
  // A generator queues its callers, so that these run one after another without the reader.
  const ask = (): void => {
    const next = source.next();
    next.catch(() => undefined); // read later, in order
    asked.push(next);
  };
  for (let i = 0; i < depth; i += 1) ask();
  try {
    for (let next = await asked.shift(); next && !next.done; next = await asked.shift()) {
      ask();
      yield next.value;
    }
  } finally {
    left();
    await Promise.allSettled(asked);
  }
}
