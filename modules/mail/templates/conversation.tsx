import type { MailProps } from '../template-props';
import { Facts, MailLayout, OpenInApp, Paragraph, Quote, type MailContext } from './layout';

/** To the requester: what is to be changed before anybody signs. */
export function SentBackMail({
  props,
  context,
}: {
  props: MailProps<'sent-back'>;
  context: MailContext;
}) {
  return (
    <MailLayout preview={props.title} heading={`${props.byName} sent your request back`}>
      <Paragraph>{`Hello ${context.recipientName}, ${props.byName} asks you to change it:`}</Paragraph>
      <Quote>{props.text}</Quote>
      <Facts facts={[{ label: props.kindLabel, value: props.title }]} />
      <Paragraph>It waits for you. Change it and send it again, or withdraw it.</Paragraph>
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}

/** To whoever asked the requester something. */
export function InformationAnsweredMail({
  props,
  context,
}: {
  props: MailProps<'information-answered'>;
  context: MailContext;
}) {
  return (
    <MailLayout preview={props.title} heading={`${props.byName} answered your question`}>
      <Paragraph>{`Hello ${context.recipientName}, this is the answer; the request waits for your decision again.`}</Paragraph>
      <Quote>{props.text}</Quote>
      <Facts facts={[{ label: props.kindLabel, value: props.title }]} />
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}
