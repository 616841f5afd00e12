/** Pythons with packages from PyPI, below `.cache/`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const stdio = 'inherit';

/** For Airflow's 157 packages: docs/decisions/0019-airflow.md. */
const UV = 'uv==0.13.8';

function install(python: string, packages: readonly string[], installer: 'pip' | 'uv'): void {
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  if (installer === 'pip') {
    execFileSync(python, [...pip, ...packages], { stdio });
    return;
  }
  execFileSync(python, [...pip, UV], { stdio });
  const uv = ['-m', 'uv', 'pip', 'install', '--quiet', '--no-deps', '--python', python];
  execFileSync(python, [...uv, ...packages], { stdio });
}

/**
 * A virtual environment with these packages; made anew when their list is another. PYTHON names
 * another Python than `python3`.
 * @param requirements as in a requirements.txt
 * @param installer uv takes the packages as they are listed, and none that these depend on
 * @returns its folder of programs
 * @throws Error if Python or PyPI cannot be had
 */
export function pythonWith(
  name: string,
  requirements: string,
  installer: 'pip' | 'uv' = 'pip',
): string {
  const folder = resolve('.cache', `python-${name}`);
  // Written last: a broken installation is never taken for a whole one.
  const mark = join(folder, 'installed.txt');
  const programs = join(folder, 'bin');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === requirements) return programs;
  rmSync(folder, { recursive: true, force: true });
  execFileSync(process.env['PYTHON'] ?? 'python3', ['-m', 'venv', folder], { stdio });
  const packages = requirements.split('\n').filter(Boolean);
  install(join(programs, 'python'), packages, installer);
  writeFileSync(mark, requirements);
  return programs;
}

/** AWS's own tools for templates, and moto, which answers as S3, Glue, CloudFormation and others do. */
export const proofsPython = (): string =>
  pythonWith('proofs', readFileSync('tools/proofs-requirements.txt', 'utf8'));

/** Apache Airflow with its Amazon provider, and all that they depend on, each pinned. */
export const airflowPython = (): string =>
  pythonWith('airflow', readFileSync('tools/airflow-requirements.txt', 'utf8'), 'uv');
