/**
 * Stand-ins over HTTP, for bundles that have an SDK of their own inside: JSON 1.1 services, S3 by
 * path, and STS's GetCallerIdentity. What is asked is kept as IAM would see it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { callerIdentityXml } from '../caller-identity';
import { bodyOf, listening, type LocalServer } from '../local-server';
import { askedOfJson, askedOfS3, calledBy, type Asked, type Owner } from './asked';
import { type Buckets, s3Answer } from './s3';

/** Answers one operation of a service; throws errors as the SDK has them, told apart by `name`. */
export type JsonService = (operation: string, input: Record<string, unknown>) => Promise<object>;

/** Its endpoint is the SDK's AWS_ENDPOINT_URL. */
export interface OverHttp extends LocalServer {
  asked: Asked[];
}

export interface OverHttpOptions extends Owner {
  /** By the service in X-Amz-Target: `AmazonAthena`, `AWSGlue`, `CloudTrail_20131101`. */
  services: Record<string, JsonService>;
  buckets: Buckets;
}

/** JSON 1.1 writes a time as seconds since 1970 (Smithy, AWS JSON 1.1 protocol). */
function onTheWire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, onTheWire(one)]));
}

async function jsonAnswer(
  { services }: OverHttpOptions,
  target: string,
  input: Record<string, unknown>,
): Promise<{ status: number; body: string }> {
  const { service, operation } = calledBy(target);
  try {
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
    const input = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    asked.push(...askedOfJson(target, input, options));
    const answer = await jsonAnswer(options, target, input);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(answer.body);
  } else if (request.method === 'POST' && url.pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end(callerIdentityXml(options.account_id));
  } else {
    const call = { method: request.method ?? 'GET', url, body };
    asked.push(...askedOfS3(call));
    const answer = s3Answer(options.buckets, call);
    response.writeHead(answer.status, { 'content-type': 'application/xml' });
    response.end(answer.body);
  }
}

export async function overHttp(options: OverHttpOptions): Promise<OverHttp> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    serve(options, asked, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  return { ...(await listening(server)), asked };
}
