import { rmSync } from 'node:fs';

export default function teardown(): void {
  rmSync(process.env['BROWSER_FOLDER'] ?? '', { recursive: true, force: true });
}
