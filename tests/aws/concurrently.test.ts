import { setTimeout as wait } from 'node:timers/promises';
import { concurrently } from '../../src/aws/concurrently';

describe('concurrently', () => {
  it('answers in the order of the items, with no more under way than allowed', async () => {
    let under_way = 0;
    let most = 0;
    const answers = await concurrently(3, [9, 1, 5, 2, 7, 3, 8], async (n) => {
      most = Math.max(most, ++under_way);
      await wait(n);
      under_way--;
      return n * 10;
    });
    expect(answers).toEqual([90, 10, 50, 20, 70, 30, 80]);
    expect(most).toBe(3);
  });

  it('begins nothing after a failure', async () => {
    const begun: number[] = [];
    const work = concurrently(2, [1, 2, 3, 4, 5, 6], async (n) => {
      begun.push(n);
      await wait(5);
      if (n === 1) throw new Error('the first one fails');
    });
    await expect(work).rejects.toThrow('the first one fails');
    await wait(50);
    expect(begun).toEqual([1, 2]);
  });

  it('answers nothing to nothing', async () => {
    expect(await concurrently(5, [], () => Promise.reject(new Error('never asked')))).toEqual([]);
  });
});
