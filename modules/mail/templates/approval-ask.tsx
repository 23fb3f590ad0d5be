import { formatInstant } from '../../../domain/dates/format-instant';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import {
  DecisionButtons,
  Facts,
  MailLayout,
  OpenInApp,
  Paragraph,
  Remark,
  type MailContext,
} from './layout';
import type { MailWords } from './words';

type Ask = MailProps<'approval-request'>;

/** "in 2 working days (Thu 26 Nov 2026, 18:00 IST)"; without the first where it is not known. */
export function dueText(
  ask: Pick<Ask, 'dueAt' | 'dueIn'>,
  { zone, words }: { zone: string; words: MailWords },
): string | null {
  if (!ask.dueAt) return null;
  const at = formatInstant(new Date(ask.dueAt), zone);
  return ask.dueIn ? `${words.timeLeft(ask.dueIn)} (${at})` : at;
}

/** What is asked of an approver, with the two links; `lead` says why this mail comes. */
function ApprovalAsk(props: { ask: Ask; context: MailContext; heading: string; lead: string }) {
  const { ask, context } = props;
  const words = useWords();
  const due = dueText(ask, { zone: context.zone, words });
  return (
    <MailLayout
      preview={`${ask.requesterName}: ${ask.title}`}
      heading={props.heading}
      markup={context.markup}
    >
      <Paragraph>{props.lead}</Paragraph>
      <Facts
        facts={[
          { label: ask.kindLabel, value: ask.title },
          { label: words.requestedBy, value: ask.requesterName },
          ...ask.facts,
          ...(ask.onBehalfOfName ? [{ label: words.youActFor, value: ask.onBehalfOfName }] : []),
          { label: words.yourStep, value: ask.stepName },
          ...(due ? [{ label: words.due, value: due }] : []),
        ]}
      />
      {context.actions && <DecisionButtons actions={context.actions} />}
      <OpenInApp appUrl={context.appUrl} requestId={ask.requestId}>
        <Remark>{linksRemark(words, context)}</Remark>
        {context.takesReplies && <Remark>{words.replyHint}</Remark>}
      </OpenInApp>
    </MailLayout>
  );
}

function linksRemark(words: MailWords, { actions, mode, recipientName }: MailContext): string {
  if (!actions) return words.linksGone;
  if (mode === 'sign-in') return words.linksSignIn;
  return mode === 'challenge' ? words.linksAsk(recipientName) : words.linksWork(recipientName);
}

/** A new request for a signature. */
export function ApprovalRequestMail({ props, context }: { props: Ask; context: MailContext }) {
  const words = useWords();
  return (
    <ApprovalAsk
      ask={props}
      context={context}
      heading={words.asks(props.requesterName)}
      lead={words.asksLead(context.recipientName)}
    />
  );
}

/** The same request again, some time later. */
export function ApprovalReminderMail({ props, context }: { props: Ask; context: MailContext }) {
  const words = useWords();
  return (
    <ApprovalAsk
      ask={props}
      context={context}
      heading={words.waits(props.title)}
      lead={words.waitsLead(context.recipientName, props.requesterName)}
    />
  );
}

/** A request that nobody below decided in time. */
export function ApprovalEscalatedMail({
  props,
  context,
}: {
  props: MailProps<'approval-escalated'>;
  context: MailContext;
}) {
  const words = useWords();
  return (
    <ApprovalAsk
      ask={props}
      context={context}
      heading={words.escalated(props.title)}
      lead={words.escalatedLead(context.recipientName, props.escalatedFromName)}
    />
  );
}
