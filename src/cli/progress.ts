import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** One step is done; the next one is called `label`. */
  step(label: string): void;
  stop(): void;
}

/** A bar on standard error while a person watches; nothing where output is piped or logged. */
export function startProgress(total: number, label: string): Progress {
  if (!process.stderr.isTTY || total === 0) return { step: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      format: '{bar} {value}/{total} {label}',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { label });
  return {
    step: (next) => {
      bar.increment(1, { label: next });
    },
    stop: () => {
      bar.stop();
    },
  };
}
