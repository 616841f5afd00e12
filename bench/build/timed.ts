import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Timed {
  seconds: number;
  /** Highest resident memory of the process, in MiB; Linux only, else NaN. */
  peak_mib: number;
  stdout: string;
}

/** The kernel's own high-water mark of a process that still runs. */
function highWater(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return NaN; // gone, or no /proc
  }
}

/** Runs a program to its end. @throws Error with its standard error if it fails */
export function timed(program: string, args: readonly string[]): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let peak_mib = NaN;
    let stdout = '';
    let stderr = '';
    const watch = setInterval(() => {
      const seen = highWater(child.pid);
      if (!Number.isNaN(seen)) peak_mib = seen;
    }, 50);
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, peak_mib, stdout });
      else reject(new Error(`${program} ended with ${String(code)}: ${stderr.slice(-2000)}`));
    });
  });
}
