import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** So much of the total is done; `label` says of what. */
  show(done: number, total: number, label: string): void;
  stop(): void;
}

const FORMAT = '{bar} {value}/{total} {label}';

/** A bar on standard error while a person watches; nothing where output is piped or logged. */
export function startProgress(): Progress {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const options = { format: FORMAT, barsize: 24, hideCursor: true, clearOnComplete: true };
  const bar = new SingleBar({ ...options, stream: process.stderr }, Presets.shades_classic);
  let started = false;
  return {
    show: (done, total, label) => {
      if (!started) bar.start(total, done, { label });
      started = true;
      bar.setTotal(total);
      bar.update(done, { label });
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
