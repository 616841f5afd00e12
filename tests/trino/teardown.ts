/** Stops the server, also after failed tests. */
export default async function teardown(): Promise<void> {
  await globalThis.trinoOfTheseTests?.stop();
}
