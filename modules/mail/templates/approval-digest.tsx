import { Fragment } from 'react';
import type { MailProps } from '../template-props';
import { dueText } from './approval-ask';
import { AppLink, Facts, MailLayout, Paragraph, Remark, type MailContext } from './layout';

/** Everything that waits for somebody, soonest due first; each with its way into the app, where it is decided. */
export function ApprovalDigestMail({
  props,
  context,
}: {
  props: MailProps<'approval-digest'>;
  context: MailContext;
}) {
  const count = props.items.length + props.more;
  return (
    <MailLayout
      preview={props.items
        .map(({ requesterName, title }) => `${requesterName}: ${title}`)
        .join(' · ')}
      heading={count === 1 ? 'One request waits for you' : `${count} requests wait for you`}
    >
      <Paragraph>{`Hello ${context.recipientName}, this is what waits for your decision this morning.`}</Paragraph>
      {props.items.map((item) => (
        <Fragment key={item.requestId}>
          <Facts facts={factsOf(item, context.zone)} />
          <AppLink appUrl={context.appUrl} path={`/approvals/${item.requestId}`}>
            Open and decide
          </AppLink>
        </Fragment>
      ))}
      <Remark>
        {props.more > 0 ? `${props.more} more are in your inbox. ` : ''}
        What is due before the next digest is mailed at once. You chose one mail each morning on
        your account page.
      </Remark>
    </MailLayout>
  );
}

function factsOf(item: MailProps<'approval-digest'>['items'][number], zone: string) {
  const due = dueText(item, zone);
  return [
    { label: item.kindLabel, value: item.title },
    { label: 'Requested by', value: item.requesterName },
    { label: 'Your step', value: item.stepName },
    ...(due ? [{ label: 'Due', value: due }] : []),
  ];
}
