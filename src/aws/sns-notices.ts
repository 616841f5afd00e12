import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notices } from '../core/ports';
import { callFailed } from './call-failed';

/** Subjects have at most 100 characters of ASCII (SNS API reference, Publish). */
const SUBJECT_LENGTH = 100;

/** Messages to an SNS topic, which mails them or hands them on. @throws AwsCallFailed */
export const snsNotices = ({ client, topic }: { client: SNSClient; topic: string }): Notices => ({
  async publish(subject, message) {
    const Subject = subject.slice(0, SUBJECT_LENGTH);
    try {
      await client.send(new PublishCommand({ TopicArn: topic, Subject, Message: message }));
    } catch (error) {
      const advice = 'Check that the topic exists and takes messages from the role.';
      throw callFailed({ action: 'sns:Publish', target: topic, advice }, error);
    }
  },
});
