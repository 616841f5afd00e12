/** A day that is built again and again while services fail, and what must hold of it each time. */
import type { JobResult } from '../../../src/events/run-job';
import type { LedgerStack } from './ledger-stack';
import { callOnce, type Called } from './one-call';
import type { Scene } from './scene';

export interface RebuiltDay {
  stack: LedgerStack;
  /** Notes what is published, and counts statements from here on. */
  begin(): Promise<void>;
  /** Ends all that was planned to fail. */
  calm(): Promise<void>;
  /** A cold instance's call for the day. */
  call(more?: object, timeout_ms?: number): Promise<Called<JobResult>>;
  /** How many statements began, all or those that match. */
  started(text?: RegExp): number;
  /** The run that was published at the beginning still is, whole. */
  expectUnchanged(): Promise<void>;
  /** A new run is published, by its nth attempt, and the table is as it was. */
  expectBuilt(called: Called<JobResult>, attempt?: number): Promise<void>;
}

export async function rebuiltDay({ cloud, demo, deploy }: Scene): Promise<RebuiltDay> {
  const { day, events } = demo;
  const stack = await deploy();
  let before: string | null = null;
  let statements = 0;
  return {
    stack,
    begin: async () => {
      before = await stack.publishedRun(day);
      statements = cloud.front.started.length;
    },
    calm: async () => {
      const { front, athena_gate, glue_gate, s3_gate } = cloud;
      for (const one of [front, athena_gate, glue_gate, s3_gate]) one.plan();
      await front.quiet();
    },
    call: (more = {}, timeout_ms) =>
      callOnce<JobResult>(stack.instance, { day, ...more }, timeout_ms),
    started: (text = /./) =>
      cloud.front.started.slice(statements).filter((one) => text.test(one)).length,
    expectUnchanged: async () => {
      expect(await stack.publishedRun(day)).toBe(before);
      expect(await stack.events(day)).toEqual(before === null ? [] : events);
    },
    expectBuilt: async ({ answer, failure }, attempt = 1) => {
      expect(failure).toBeUndefined();
      const run = await stack.publishedRun(day);
      expect(run).toBe(`${answer?.run ?? ''}-${attempt}`);
      expect(run).not.toBe(before);
      expect(await stack.events(day)).toEqual(events);
    },
  };
}
