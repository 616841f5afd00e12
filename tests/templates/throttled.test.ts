/** The metric filter reads a line of the function's log: both have to mean the same one. */
import { lambdaLog } from '../../src/aws/lambda-log';
import { collect, desk, evenly, listedWorld } from '../history/collecting';
import { readTemplate } from './template';

const { FilterPattern, MetricTransformations } = readTemplate('template-regional.yaml').Resources[
  'HistoryThrottled'
]!.Properties as { FilterPattern: string; MetricTransformations: { MetricValue: string }[] };

/** What a collection that was throttled seven times writes to standard output. */
async function loggedLines(): Promise<Record<string, unknown>[]> {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    const world = listedWorld({
      primary: evenly('primary', 3, '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'),
    });
    let attempts = 0;
    const throttled = (): number => attempts++ * 7;
    await collect({ ...desk(world), throttled, log: lambdaLog('history') });
  } finally {
    spy.mockRestore();
  }
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('the line that ends a collection has the attempts that were throttled', async () => {
  const [, message] = /^\{ \$\.message = "([a-z.]+)" \}$/.exec(FilterPattern)!;
  const field = MetricTransformations[0]!.MetricValue.replace('$.', '');
  const lines = (await loggedLines()).filter((line) => line['message'] === message);
  expect(lines).toHaveLength(1);
  expect(lines[0]![field]).toBe(7);
});
