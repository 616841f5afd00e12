/** `YYYYMMDDTHHMMSSZ-xxxxxxxx`: sorts by time; the tail is the request's, so that no two are equal. */
export function newRunId(now: Date, request_id: string): string {
  const time = now.toISOString().replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '');
  const tail = request_id.replace(/[^a-zA-Z0-9]/g, '').slice(-8).toLowerCase();
  return `${time}-${tail.padStart(8, '0')}`;
}
