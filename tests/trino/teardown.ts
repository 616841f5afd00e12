import { closingLine } from './closing-line';
import { readNotes } from './ran';

/** Says what ran on both engines, and stops the server: also after failed tests. */
export default async function teardown(): Promise<void> {
  const server = globalThis.trinoOfTheseTests;
  if (!server) return;
  const line = closingLine(readNotes(server.root));
  await server.stop();
  process.stdout.write(`\n${line}\n`);
}
