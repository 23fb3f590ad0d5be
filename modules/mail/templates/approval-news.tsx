import { formatInstant } from '../../../domain/dates/format-instant';
import type { MailProps } from '../template-props';
import { Facts, MailLayout, OpenInApp, Paragraph, Quote, type MailContext } from './layout';

type Outcome = MailProps<'approval-outcome'>['outcome'];

/** How a request ended, as the middle of a sentence. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  expired: 'closed, because nobody decided in time',
  cancelled: 'cancelled',
};

/** How a request ended, to whoever asked. */
export function ApprovalOutcomeMail({
  props,
  context,
}: {
  props: MailProps<'approval-outcome'>;
  context: MailContext;
}) {
  const { decision } = props;
  return (
    <MailLayout preview={props.title} heading={`Your request was ${OUTCOME_WORDS[props.outcome]}`}>
      <Paragraph>{`Hello ${context.recipientName}, this is what became of your request.`}</Paragraph>
      <Facts
        facts={[
          { label: props.kindLabel, value: props.title },
          ...(props.facts ?? []),
          ...(decision ? decisionFacts(decision, context.zone) : []),
        ]}
      />
      {decision?.comment && (
        <>
          <Paragraph>{decision.verdict === 'reject' ? 'Reason:' : 'Comment:'}</Paragraph>
          <Quote>{decision.comment}</Quote>
        </>
      )}
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}

function decisionFacts(
  decision: NonNullable<MailProps<'approval-outcome'>['decision']>,
  zone: string,
) {
  const onBehalf = decision.onBehalfOfName ? ` for ${decision.onBehalfOfName}` : '';
  return [
    {
      label: decision.verdict === 'approve' ? 'Approved by' : 'Rejected by',
      value: `${decision.byName}${onBehalf}`,
    },
    { label: 'When', value: formatInstant(new Date(decision.at), zone) },
    { label: 'Through', value: decision.channel === 'email' ? 'a mailed link' : 'the app' },
  ];
}

/** To an approver whose signature is no longer wanted. */
export function ApprovalClosedForYouMail({
  props,
  context,
}: {
  props: MailProps<'approval-closed-for-you'>;
  context: MailContext;
}) {
  return (
    <MailLayout preview={props.title} heading="Nothing left to do for you">
      <Paragraph>
        {`Hello ${context.recipientName}, the request of ${props.requesterName} no longer waits for you. ${props.reason}`}
      </Paragraph>
      <Facts facts={[{ label: props.kindLabel, value: props.title }]} />
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}

/** An approver wants to know more before deciding. */
export function InformationRequestedMail({
  props,
  context,
}: {
  props: MailProps<'information-requested'>;
  context: MailContext;
}) {
  return (
    <MailLayout preview={props.title} heading={`${props.byName} needs more information`}>
      <Paragraph>{`Hello ${context.recipientName}, before deciding, ${props.byName} asks:`}</Paragraph>
      <Quote>{props.text}</Quote>
      <Facts facts={[{ label: props.kindLabel, value: props.title }]} />
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}

/** Somebody wrote under a request. */
export function CommentMail({
  props,
  context,
}: {
  props: MailProps<'comment'>;
  context: MailContext;
}) {
  return (
    <MailLayout preview={props.title} heading={`${props.byName} wrote a comment`}>
      <Quote>{props.text}</Quote>
      <Facts
        facts={[
          { label: props.kindLabel, value: props.title },
          { label: 'Requested by', value: props.requesterName },
        ]}
      />
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}
