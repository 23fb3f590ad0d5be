import { formatInstant } from '../../../domain/dates/format-instant';
import type { MailProps } from '../template-props';
import {
  DecisionButtons,
  Facts,
  MailLayout,
  OpenInApp,
  Paragraph,
  Remark,
  type MailContext,
} from './layout';

type Ask = MailProps<'approval-request'>;

/** What is asked of an approver, with the two links; `lead` says why this mail comes. */
export function ApprovalAsk(props: {
  ask: Ask;
  context: MailContext;
  heading: string;
  lead: string;
}) {
  const { ask, context } = props;
  const due = ask.dueAt ? formatInstant(new Date(ask.dueAt), context.zone) : null;
  return (
    <MailLayout preview={`${ask.requesterName}: ${ask.title}`} heading={props.heading}>
      <Paragraph>{props.lead}</Paragraph>
      <Facts
        facts={[
          { label: ask.kindLabel, value: ask.title },
          { label: 'Requested by', value: ask.requesterName },
          ...ask.facts,
          ...(ask.onBehalfOfName ? [{ label: 'You act for', value: ask.onBehalfOfName }] : []),
          { label: 'Your step', value: ask.stepName },
          ...(due ? [{ label: 'Due', value: due }] : []),
        ]}
      />
      {context.actions && <DecisionButtons actions={context.actions} />}
      <OpenInApp appUrl={context.appUrl} requestId={ask.requestId}>
        <Remark>
          {context.actions
            ? `The links to approve and to reject work for 24 hours, once, and act as ${context.recipientName}: do not forward this mail. You confirm on the page that opens; nothing happens before.`
            : 'The links that decide by mail are no longer valid. Please decide in the app.'}
        </Remark>
      </OpenInApp>
    </MailLayout>
  );
}

/** A new request for a signature. */
export function ApprovalRequestMail({ props, context }: { props: Ask; context: MailContext }) {
  return (
    <ApprovalAsk
      ask={props}
      context={context}
      heading={`${props.requesterName} asks for your approval`}
      lead={`Hello ${context.recipientName}, your decision is needed.`}
    />
  );
}

/** The same request again, some time later. */
export function ApprovalReminderMail({ props, context }: { props: Ask; context: MailContext }) {
  return (
    <ApprovalAsk
      ask={props}
      context={context}
      heading={`Still waiting for you: ${props.title}`}
      lead={`Hello ${context.recipientName}, ${props.requesterName} is still waiting for your decision. The links in earlier mails no longer work; please use these.`}
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
  return (
    <ApprovalAsk
      ask={props}
      context={context}
      heading={`Escalated to you: ${props.title}`}
      lead={`Hello ${context.recipientName}, ${props.escalatedFromName} did not decide in time, so this request is now yours to decide.`}
    />
  );
}
