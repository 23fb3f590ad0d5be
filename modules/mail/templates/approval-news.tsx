import { formatInstant } from '../../../domain/dates/format-instant';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { Facts, MailLayout, OpenInApp, Paragraph, Quote, type MailContext } from './layout';
import type { MailWords } from './words';

/** How a request ended, to whoever asked. */
export function ApprovalOutcomeMail({
  props,
  context,
}: {
  props: MailProps<'approval-outcome'>;
  context: MailContext;
}) {
  const { decision } = props;
  const words = useWords();
  return (
    <MailLayout preview={props.title} heading={words.outcomes[props.outcome].heading}>
      <Paragraph>{words.outcomeLead(context.recipientName)}</Paragraph>
      <Facts
        facts={[
          { label: props.kindLabel, value: props.title },
          ...(props.facts ?? []),
          ...(decision ? decisionFacts(words, decision, context.zone) : []),
        ]}
      />
      {decision?.comment && (
        <>
          <Paragraph>{decision.verdict === 'reject' ? words.reason : words.comment}</Paragraph>
          <Quote>{decision.comment}</Quote>
        </>
      )}
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}

function decisionFacts(
  words: MailWords,
  decision: NonNullable<MailProps<'approval-outcome'>['decision']>,
  zone: string,
) {
  const { byName, onBehalfOfName } = decision;
  return [
    {
      label: decision.verdict === 'approve' ? words.approvedBy : words.rejectedBy,
      value: onBehalfOfName ? words.onBehalf(byName, onBehalfOfName) : byName,
    },
    { label: words.when, value: formatInstant(new Date(decision.at), zone) },
    { label: words.through, value: decision.channel === 'email' ? words.mailedLink : words.theApp },
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
  const words = useWords();
  return (
    <MailLayout preview={props.title} heading={words.closed}>
      <Paragraph>
        {words.closedLead(context.recipientName, props.requesterName, props.reason)}
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
  const words = useWords();
  return (
    <MailLayout preview={props.title} heading={words.wantsInformation(props.byName)}>
      <Paragraph>{words.wantsInformationLead(context.recipientName, props.byName)}</Paragraph>
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
  const words = useWords();
  return (
    <MailLayout preview={props.title} heading={words.commented(props.byName)}>
      <Quote>{props.text}</Quote>
      <Facts
        facts={[
          { label: props.kindLabel, value: props.title },
          { label: words.requestedBy, value: props.requesterName },
        ]}
      />
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}

/** An answer to an approval mail that decided nothing, and why. */
export function ReplyAnswerMail({
  props,
  context,
}: {
  props: MailProps<'reply-answer'>;
  context: MailContext;
}) {
  const words = useWords();
  return (
    <MailLayout preview={props.title} heading={words.replyHeading}>
      <Paragraph>{words.replyLead(context.recipientName)}</Paragraph>
      <Paragraph>{words.replyProblems[props.problem]}</Paragraph>
      <Facts
        facts={[
          { label: props.kindLabel, value: props.title },
          { label: words.requestedBy, value: props.requesterName },
        ]}
      />
      <OpenInApp appUrl={context.appUrl} requestId={props.requestId} />
    </MailLayout>
  );
}
