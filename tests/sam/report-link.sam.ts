/** What ReportFunction does beside its statements, on an S3 and an SNS that nobody here wrote. */
import { createServer } from 'node:http';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { S3Client } from '@aws-sdk/client-s3';
import { s3Files } from '../../src/aws/s3-files';
import { s3Links } from '../../src/aws/s3-links';
import { snsNotices } from '../../src/aws/sns-notices';
import { startMoto, type Moto, type Stack } from '../moto/moto';
import { bodyOf, listening, type LocalServer } from '../stand-ins/local-server';

let moto: Moto;
let main: Stack;
let inbox: LocalServer;
const mails: { Type: string; Subject: string; Message: string }[] = [];

beforeAll(async () => {
  moto = await startMoto();
  main = await moto.deploy('ledger', 'template-main.yaml', {
    TrailLocation: '',
    AlarmEmail: 'data@example.com',
    ReportLinkHours: '8',
  });
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      mails.push(JSON.parse(body.toString('utf8')) as (typeof mails)[number]);
      response.end();
    });
  });
  inbox = await listening(server);
});
afterAll(async () => {
  await inbox.close();
  await moto.close();
});

const settings = () => ({
  endpoint: moto.endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'nobody', secretAccessKey: 'nothing' },
});
const lake = () => ({
  client: new S3Client({ ...settings(), forcePathStyle: true }),
  bucket: main.outputs['LedgerBucketName']!,
});
const topic = (): string => main.environments['ReportFunction']!['REPORT_TOPIC_ARN']!;

test('the link opens the page as a page, without credentials and for a while', async () => {
  await s3Files(lake()).write('report/2026-03-01.html', Buffer.from('<!doctype html>'));
  const link = await s3Links(lake()).linkTo('report/2026-03-01.html', 8 * 3600);
  expect(new URL(link).searchParams.get('X-Amz-Expires')).toBe('28800');
  const page = await fetch(link);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toBe('<!doctype html>');
});

test('what programs read keeps its plain type', async () => {
  await s3Files(lake()).write('ledger/a.json', Buffer.from('{}'));
  const page = await fetch(await s3Links(lake()).linkTo('ledger/a.json', 60));
  expect(page.headers.get('content-type')).not.toContain('html');
});

test('the stack’s topic hands the message on, its subject no longer than SNS takes', async () => {
  const client = new SNSClient(settings());
  const Endpoint = inbox.endpoint;
  await client.send(new SubscribeCommand({ TopicArn: topic(), Protocol: 'http', Endpoint }));
  await snsNotices({ client, topic: topic() }).publish('s'.repeat(120), 'https://link');
  const mail = mails.find(({ Type }) => Type === 'Notification');
  expect(mail).toMatchObject({ Subject: 's'.repeat(100), Message: 'https://link' });
});

test('a topic that is gone is a failure by name, with what to look at', async () => {
  const gone = `${topic()}-gone`;
  const publishing = snsNotices({ client: new SNSClient(settings()), topic: gone }).publish(
    'a',
    'b',
  );
  await expect(publishing).rejects.toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringMatching(
      new RegExp(`^sns:Publish on ${gone}.* Check that the topic exists`),
    ) as string,
  });
});
