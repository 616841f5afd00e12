/** The ports of a job, of which the n-th call fails in a chosen way. */
import { DeadlineReached, StatementFailed } from '../../src/core/errors';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';

/**
 * `error`: nothing happened. `throttle`: nothing happened, and the same may succeed later.
 * `deadline`: the caller's time is over, whether or not the effect still comes.
 * `death`: the effect came, but its caller is gone: no later call of this process happens.
 */
export type Fault = 'error' | 'throttle' | 'deadline before' | 'deadline after' | 'death';

const thrown: Record<Fault, () => Error> = {
  error: () => Object.assign(new Error('EIO: the disk says no'), { code: 'EIO' }),
  throttle: () => new StatementFailed('TooManyRequestsException: Rate exceeded', true),
  'deadline before': () => new DeadlineReached('The time is over.'),
  'deadline after': () => new DeadlineReached('The time is over.'),
  death: () => new Error('killed'),
};

export interface FailingPorts extends SubmissionsPorts {
  /** Calls so far, by name. */
  calls: string[];
}

export function failingAt(ports: SubmissionsPorts, nth: number, fault: Fault): FailingPorts {
  const calls: string[] = [];
  let isDead = false;

  async function guard<T>(name: string, effect: () => T | Promise<T>): Promise<T> {
    if (isDead) throw thrown.death();
    calls.push(name);
    if (calls.length !== nth) return await effect();
    if (fault === 'death' || fault === 'deadline after') await effect();
    isDead = fault === 'death';
    throw thrown[fault]();
  }

  const { sql, catalog, files, trail } = ports;
  return {
    ...ports,
    calls,
    sql: {
      insert: (text, call) => guard('insert', () => sql.insert(text, call)),
      query: (text, call) => guard('query', () => sql.query(text, call)),
    },
    catalog: {
      published: (table, day) => guard('published', () => catalog.published(table, day)),
      listPublished: (table) => guard('listPublished', () => catalog.listPublished(table)),
      publish: (table, day, run) => guard('publish', () => catalog.publish(table, day, run)),
      listStaged: (table) => guard('listStaged', () => catalog.listStaged(table)),
      dropStaged: (table, runs) => guard('dropStaged', () => catalog.dropStaged(table, runs)),
    },
    files: {
      list: async function* (prefix) {
        yield* await guard('list', () => files.list(prefix));
      },
      read: (key) => guard('read', () => files.read(key)),
      write: (key, body) => guard('write', () => files.write(key, body)),
      delete: (keys) => guard('delete', () => files.delete(keys)),
    },
    trail: { sources: (day) => guard('sources', () => trail.sources(day)) },
  };
}
