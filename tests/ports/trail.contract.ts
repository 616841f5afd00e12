/** What every Trail does; run by trail.test.ts against each of them. */
import type { Trail } from '../../src/core/ports';

const DAY = '2026-03-01';

const fileOf = (
  account_id: string,
  region: string,
  date = '2026/03/01',
  above = 'AWSLogs',
): string =>
  `${above}/${account_id}/CloudTrail/${region}/${date}/${account_id}_CloudTrail_${region}_20260301T0005Z_abcdefgh01234567.json.gz`;

/** @param make a trail over these keys, which lie below the bucket (or the folder) of the trail */
export function describeTrailContract(
  name: string,
  make: (keys: readonly string[]) => Trail | Promise<Trail>,
): void {
  const sourcesOf = async (keys: readonly string[], day = DAY): Promise<string[]> => {
    const sources = await (await make(keys)).sources(day);
    return sources.map(({ account_id, region, ...spare }) => {
      expect(spare).toEqual({});
      return `${account_id} ${region}`;
    });
  };

  describe(`Trail: ${name}`, () => {
    it('names each account and region once, in order', async () => {
      const keys = [
        fileOf('222222222222', 'eu-west-1'),
        fileOf('111111111111', 'us-gov-west-1'),
        fileOf('111111111111', 'eu-west-1'),
        fileOf('111111111111', 'eu-west-1').replace('abcdefgh', 'ijklmnop'),
      ];
      expect(await sourcesOf(keys)).toEqual([
        '111111111111 eu-west-1',
        '111111111111 us-gov-west-1',
        '222222222222 eu-west-1',
      ]);
    });

    it('names only those that were delivered on the day', async () => {
      const keys = [
        fileOf('111111111111', 'eu-west-1', '2026/03/02'),
        fileOf('111111111111', 'us-east-1'),
        fileOf('222222222222', 'us-east-1', '2025/03/01'),
      ];
      expect(await sourcesOf(keys)).toEqual(['111111111111 us-east-1']);
      expect(await sourcesOf(keys, '2026-03-02')).toEqual(['111111111111 eu-west-1']);
      expect(await sourcesOf(keys, '2026-03-03')).toEqual([]);
    });

    it('is empty where there is nothing', async () => {
      expect(await sourcesOf([])).toEqual([]);
    });

    it('passes by what is no log file of CloudTrail', async () => {
      const log = fileOf('111111111111', 'eu-west-1');
      const keys = [
        log.replace('/CloudTrail/', '/CloudTrail-Digest/').replace('eu-west-1', 'eu-west-2'),
        log.replace('/CloudTrail/', '/CloudTrail-Insight/').replace('eu-west-1', 'eu-west-3'),
        log.replace('/CloudTrail/', '/Config/').replace('eu-west-1', 'eu-north-1'),
        log.replace('AWSLogs/111111111111/', 'AWSLogs/README/'),
        log.replace('AWSLogs/111111111111/', 'AWSLogs/1111111111112/'),
        'AWSLogs/111111111111/CloudTrail/readme.txt',
        log,
      ];
      expect(await sourcesOf(keys)).toEqual(['111111111111 eu-west-1']);
    });

    it('reads the layout of an organization trail', async () => {
      const keys = [
        fileOf('333333333333', 'eu-west-1', '2026/03/01', 'AWSLogs/o-exampleorg1'),
        fileOf('111111111111', 'eu-west-1', '2026/03/01', 'AWSLogs/o-exampleorg1'),
        fileOf('111111111111', 'us-east-1', '2026/03/02', 'AWSLogs/o-exampleorg1'),
      ];
      expect(await sourcesOf(keys)).toEqual(['111111111111 eu-west-1', '333333333333 eu-west-1']);
    });

    it('finds 1,200 accounts and regions', async () => {
      const regions = Array.from({ length: 30 }, (_, n) => `eu-west-${n + 1}`);
      const accounts = Array.from({ length: 40 }, (_, n) => String(100000000000 + n));
      const pairs = accounts.flatMap((account) =>
        regions.map((region) => [account, region] as const),
      );
      const found = await sourcesOf(pairs.map(([account, region]) => fileOf(account, region)));
      expect(found).toEqual(pairs.map((pair) => pair.join(' ')).sort());
    });
  });
}
