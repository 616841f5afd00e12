/** Answers in the order of the items, at most `limit` under way at once; after a failure no more begin. */
export async function concurrently<T, R>(
  limit: number,
  items: readonly T[],
  answer: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = [];
  const waiting = items.entries();
  let failed = false;
  const work = async (): Promise<void> => {
    for (const [place, item] of waiting) {
      if (failed) return;
      answers[place] = await answer(item);
    }
  };
  const fail = (error: unknown): never => {
    failed = true;
    throw error;
  };
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, () => work().catch(fail)),
  );
  return answers;
}
