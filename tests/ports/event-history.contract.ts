import type { EventHistory, TimeRange } from '../../src/core/ports';
import type { EventWorld, HeldEvent } from '../memory/memory-events';

export interface EventHistorySubject {
  events: EventHistory;
  close(): Promise<void>;
}

const NAME = 'StartQueryExecution';
const NOON = Date.parse('2026-03-01T12:00:00.000Z');

const held = (at: number, name = NAME, text = JSON.stringify({ at, name })): HeldEvent => ({
  at,
  name,
  text,
});

/** 120 calls from noon on, one a second; others of another name among them. */
const calls = Array.from({ length: 120 }, (_, n) => held(NOON + n * 1000));
const others = Array.from({ length: 70 }, (_, n) => held(NOON + n * 1000, 'GetQueryExecution'));
const odd = held(NOON - 60_000, NAME, `{"text":"🦉 \\"\\u0000 ${'x'.repeat(200_000)}"}`);
const range = (from: number, to: number): TimeRange => ({ from: new Date(from), to: new Date(to) });
const HOUR = range(NOON, NOON + 3_600_000);

const world: EventWorld = {
  account_id: '111122223333',
  region: 'eu-west-1',
  events: [...calls, ...others, odd],
  now: () => new Date('2026-03-02T06:00:00.000Z'),
};

/** What every EventHistory must do. */
export function eventHistoryContract(
  name: string,
  make: (world: EventWorld) => Promise<EventHistorySubject>,
): void {
  describe(`EventHistory: ${name}`, () => {
    let subject: EventHistorySubject;
    beforeAll(async () => {
      subject = await make(world);
    });
    afterAll(() => subject.close());
    const lookup = (asked: TimeRange, token?: string) =>
      subject.events.lookupEvents(NAME, asked, token);

    test('says whose events these are', async () => {
      const { account_id, region } = world;
      expect(await subject.events.whoAmI()).toEqual({ account_id, region });
    });

    test('pages through the events of a name, newest first, fifty a page, as they are', async () => {
      const first = await lookup(HOUR);
      const second = await lookup(HOUR, first.next_token);
      const third = await lookup(HOUR, second.next_token);
      expect([first, second, third].map(({ items }) => items.length)).toEqual([50, 50, 20]);
      const all = [first, second, third].flatMap(({ items }) => items);
      expect(all).toEqual([...calls].reverse().map(({ text }) => text));
      expect(third).not.toHaveProperty('next_token');
    });

    test('both ends of the range are included', async () => {
      const { items } = await lookup(range(NOON + 1000, NOON + 3000));
      expect(items).toEqual([3, 2, 1].map((n) => calls[n]!.text));
    });

    test('a long record with all kinds of characters comes through', async () => {
      const { items } = await lookup(range(odd.at, odd.at));
      expect(items).toEqual([odd.text]);
    });

    test('a time without events is one empty page', async () => {
      expect(await lookup(range(odd.at - 5000, odd.at - 4000))).toEqual({ items: [] });
    });

    test('refusals have their names', async () => {
      const { next_token } = await lookup(HOUR);
      const old = NOON - 91 * 86_400_000;
      await expect(lookup(range(NOON, NOON + 60_000), next_token)).rejects.toMatchObject({
        name: 'InvalidNextTokenException',
      });
      await expect(lookup(range(old, NOON))).rejects.toMatchObject({
        name: 'InvalidTimeRangeException',
      });
      await expect(lookup(range(NOON, NOON - 1000))).rejects.toMatchObject({
        name: 'InvalidTimeRangeException',
      });
    });
  });
}
