/** The steps of a case, done by the real stages. */
import { compactMonth } from '../../src/compact/compact-month';
import { MOST_LATE_DAYS } from '../../src/compact/delivered-days';
import { noDeadline } from '../../src/core/clock';
import { runPrefix } from '../../src/core/lake';
import { runId } from '../../src/core/run-id';
import { startJob } from '../../src/events/job-state';
import {
  planDays,
  planHour,
  planScheduled,
  type Plan,
  type PlanOptions,
} from '../../src/events/plan';
import { LIST_PRICES } from '../../src/events/prices';
import { runJob } from '../../src/events/run-job';
import { collectHistory } from '../../src/history/collect-history';
import { NO_QUOTAS } from '../../src/history/quotas';
import { memoryHistory } from '../memory/memory-history';
import { listedWorld } from '../memory/world';
import type { Files, Step } from './case';
import { executionOf, lastDayOf } from './default-row';
import { lookUp } from './look-up';
import type { Scene } from './scene';
import { writeFiles } from './write-files';

const LOOKBACK_DAYS = 2;
const LOCAL = { account_id: 'local', region: 'local' };

const newRun = (scene: Scene): string => runId(scene.world.ports.clock.now(), 'case');

async function run(scene: Scene, plan: Plan, id: string, force: boolean): Promise<void> {
  const options = { deadline: noDeadline, ...LOCAL, prices: LIST_PRICES };
  const { ports, lake_root } = scene.world;
  const job_ports = { ...ports, lake_root: scene.looked_up ? lake_root : undefined };
  const result = await runJob(job_ports, startJob(plan, id, force), options);
  if (!result.done) throw new Error('The job stopped without a deadline.');
}

const trailOf = (scene: Scene): Pick<PlanOptions, 'has_trail' | 'own_trail'> => ({
  has_trail: scene.delivered > 0 || scene.looked_up,
  own_trail: scene.looked_up ? scene.world.ports.files : undefined,
});

async function build(scene: Scene, given: NonNullable<Step['build']>): Promise<void> {
  const { from, to, force = false, refresh = false } = given;
  const { catalog, clock } = scene.world.ports;
  const options = { now: clock.now(), lookback_days: LOOKBACK_DAYS, refresh, ...trailOf(scene) };
  await run(scene, await planDays(catalog, from, to, options), given.run ?? newRun(scene), force);
}

async function scheduled(scene: Scene, given: NonNullable<Step['scheduled']>): Promise<void> {
  const { catalog, clock } = scene.world.ports;
  const { lookback_days = LOOKBACK_DAYS } = given;
  const options = { now: clock.now(), lookback_days, refresh: false, ...trailOf(scene) };
  const plan = await planScheduled(catalog, options);
  await run(scene, plan, newRun(scene), false);
}

async function hourly(scene: Scene): Promise<void> {
  const { clock } = scene.world.ports;
  const options = { now: clock.now(), lookback_days: 0, refresh: false, ...trailOf(scene) };
  await run(scene, planHour(options), newRun(scene), false);
}

async function compact(scene: Scene, given: NonNullable<Step['compact']>): Promise<void> {
  const { month, late_days = MOST_LATE_DAYS, force = false, run = newRun(scene) } = given;
  const options = { deadline: noDeadline, ...LOCAL };
  await compactMonth(scene.world.ports, { month, late_days, force, run }, options);
}

async function add(scene: Scene, files: Files): Promise<void> {
  const { history = [], trail = [] } = files;
  await writeFiles(scene.world.ports.files, files, scene.delivered);
  scene.delivered += trail.length;
  scene.sees(lastDayOf(history, trail));
}

async function keysBelow(scene: Scene, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of scene.world.ports.files.list(prefix)) keys.push(key);
  return keys;
}

async function remove(scene: Scene, prefix: string): Promise<void> {
  const keys = await keysBelow(scene, prefix);
  if (keys.length === 0) throw new Error(`${prefix}: nothing to remove.`);
  await scene.world.ports.files.delete(keys);
}

async function collect(scene: Scene, given: NonNullable<Step['collect']>): Promise<void> {
  const executions = given.executions.map((row) => executionOf(row, given.day));
  const workgroups: Record<string, typeof executions> = {};
  for (const one of executions) (workgroups[one.workgroup ?? 'primary'] ??= []).push(one);
  const world = listedWorld(workgroups);
  const answer = await collectHistory(
    { ...scene.world.ports, history: memoryHistory(world) },
    { day: given.day },
    {
      deadline: noDeadline,
      window: 'day',
      api_share: 1,
      run: newRun(scene),
      quotas: NO_QUOTAS,
    },
  );
  if (!answer.done) throw new Error('The collection stopped without a deadline.');
}

async function plant(scene: Scene, given: NonNullable<Step['plant']>): Promise<void> {
  const { catalog, files } = scene.world.ports;
  const published = await catalog.published(given.table, given.day);
  const keys = await keysBelow(scene, runPrefix(given.table, given.day, published?.run ?? 'none'));
  if (keys.length === 0) throw new Error(`${given.table} ${given.day}: nothing to copy.`);
  for (const [index, key] of keys.entries()) {
    const body = await files.read(key);
    const folder = runPrefix(given.table, given.day, given.run);
    if (body) await files.write(`${folder}leftover-${index}.parquet`, body);
  }
}

/** Does what the step says, at its time. */
export async function perform(scene: Scene, step: Step): Promise<void> {
  const { at, build: days, scheduled: schedule } = step;
  if (days) scene.sees(days.to);
  scene.advance(at);
  if (step.add) await add(scene, step.add);
  if (step.remove !== undefined) await remove(scene, step.remove);
  if (step.collect) await collect(scene, step.collect);
  if (step.lookup) await lookUp(scene, step.lookup);
  if (step.plant) await plant(scene, step.plant);
  if (days) await build(scene, days);
  if (step.hourly) await hourly(scene);
  if (step.compact) await compact(scene, step.compact);
  if (schedule) await scheduled(scene, schedule);
}
