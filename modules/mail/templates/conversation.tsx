import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { Facts, MailLayout, OpenInApp, Paragraph, Quote, type MailContext } from './layout';

/** To the requester: what is to be changed before anybody signs. */
export function SentBackMail({
  props,
  context,
}: {
  props: MailProps<'sent-back'>;
  context: MailContext;
}) {
  const words = useWords();
  return (
    <MailLayout preview={props.title} heading={words.sentBack(props.byName)}>
      <Paragraph>{words.sentBackLead(context.recipientName, props.byName)}</Paragraph>
      <Quote>{props.text}</Quote>
      <Facts facts={[{ label: props.kindLabel, value: props.title }]} />
      <Paragraph>{words.sentBackNext}</Paragraph>
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
  const words = useWords();
  return (
    <MailLayout preview={props.title} heading={words.answered(props.byName)}>
      <Paragraph>{words.answeredLead(context.recipientName)}</Paragraph>
      <Quote>{props.text}</Quote>
      <Facts facts={[{ label: props.kindLabel, value: props.title }]} />
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}
