/**
 * Stand-ins over HTTP, for bundles that have an SDK of their own inside: JSON 1.1 services, S3 by
 * path, and STS's GetCallerIdentity. What is asked is kept as IAM would see it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askedOfJson, askedOfS3, calledBy, type Asked, type Owner } from './asked';
import { type Buckets, s3Answer } from './s3';

/** Answers one operation of a service; throws errors as the SDK has them, told apart by `name`. */
export type JsonService = (operation: string, input: Record<string, unknown>) => Promise<object>;

export interface OverHttp {
  /** The SDK's AWS_ENDPOINT_URL. */
  endpoint: string;
  asked: Asked[];
  close(): Promise<void>;
}

export interface OverHttpOptions extends Owner {
  /** By the service in X-Amz-Target: `AmazonAthena`, `AWSGlue`, `CloudTrail_20131101`. */
  services: Record<string, JsonService>;
  buckets: Buckets;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** JSON 1.1 writes a time as seconds since 1970 (Smithy, AWS JSON 1.1 protocol). */
function onTheWire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, onTheWire(one)]));
}

const identity = (account_id: string): string =>
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
  `<Arn>arn:aws:sts::${account_id}:assumed-role/ledger/i</Arn><UserId>AROAEXAMPLE:i</UserId>` +
  `<Account>${account_id}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

async function jsonAnswer(
  { services }: OverHttpOptions,
  target: string,
  body: Buffer,
): Promise<{ status: number; body: string }> {
  const { service, operation } = calledBy(target);
  try {
    const input = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const answer = await services[service]?.(operation, input);
    if (!answer) throw new Error(`No stand-in answers ${target}.`);
    return { status: 200, body: JSON.stringify(onTheWire(answer)) };
  } catch (error) {
    const { name, message } = error as Error;
    return { status: 400, body: JSON.stringify({ __type: name, message }) };
  }
}

async function serve(
  options: OverHttpOptions,
  asked: Asked[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  const target = request.headers['x-amz-target'];
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (typeof target === 'string') {
    asked.push(...askedOfJson(target, JSON.parse(body.toString('utf8')) as object, options));
    const answer = await jsonAnswer(options, target, body);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(answer.body);
  } else if (request.method === 'POST' && url.pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end(identity(options.account_id));
  } else {
    const call = { method: request.method ?? 'GET', url, body };
    asked.push(...askedOfS3(call));
    const answer = s3Answer(options.buckets, call);
    response.writeHead(answer.status, { 'content-type': 'application/xml' });
    response.end(answer.body);
  }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Listens on this machine only, on a port of its own. */
export async function overHttp(options: OverHttpOptions): Promise<OverHttp> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    serve(options, asked, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { endpoint: await listening(server), asked, close };
}
