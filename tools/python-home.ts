/** Pythons with packages from PyPI, below `.cache/`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const stdio = 'inherit';

/**
 * A virtual environment with these packages; made anew when their list is another. PYTHON names
 * another Python than `python3`.
 * @param requirements as in a requirements.txt
 * @returns its folder of programs
 * @throws Error if Python or PyPI cannot be had
 */
export function pythonWith(name: string, requirements: string): string {
  const folder = resolve('.cache', `python-${name}`);
  // Written last: a broken installation is never taken for a whole one.
  const mark = join(folder, 'installed.txt');
  const programs = join(folder, 'bin');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === requirements) return programs;
  rmSync(folder, { recursive: true, force: true });
  execFileSync(process.env['PYTHON'] ?? 'python3', ['-m', 'venv', folder], { stdio });
  const packages = requirements.split('\n').filter(Boolean);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  execFileSync(join(programs, 'python'), install, { stdio });
  writeFileSync(mark, requirements);
  return programs;
}

/** AWS's own tools for templates, and moto, which answers as S3, Glue, CloudFormation and others do. */
export const proofsPython = (): string =>
  pythonWith('proofs', readFileSync('tools/proofs-requirements.txt', 'utf8'));

/** Apache Airflow with its Amazon provider, and all that they depend on, each pinned. */
export const airflowPython = (): string =>
  pythonWith('airflow', readFileSync('tools/airflow-requirements.txt', 'utf8'));
