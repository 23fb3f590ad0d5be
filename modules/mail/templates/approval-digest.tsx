import { Fragment } from 'react';
import type { MailProps } from '../template-props';
import { dueText } from './approval-ask';
import { useWords } from './brand';
import { AppLink, Facts, MailLayout, Paragraph, Remark, type MailContext } from './layout';
import type { MailWords } from './words';

/** Everything that waits for somebody, soonest due first; each with its way into the app, where it is decided. */
export function ApprovalDigestMail({
  props,
  context,
}: {
  props: MailProps<'approval-digest'>;
  context: MailContext;
}) {
  const words = useWords();
  const count = props.items.length + props.more;
  return (
    <MailLayout
      preview={props.items
        .map(({ requesterName, title }) => `${requesterName}: ${title}`)
        .join(' · ')}
      heading={words.digest(count)}
    >
      <Paragraph>{words.digestLead(context.recipientName)}</Paragraph>
      {props.items.map((item) => (
        <Fragment key={item.requestId}>
          <Facts facts={factsOf(item, { zone: context.zone, words })} />
          <AppLink appUrl={context.appUrl} path={`/approvals/${item.requestId}`}>
            {words.digestOpen}
          </AppLink>
        </Fragment>
      ))}
      <Remark>{words.digestRemark(props.more)}</Remark>
    </MailLayout>
  );
}

function factsOf(
  item: MailProps<'approval-digest'>['items'][number],
  context: { zone: string; words: MailWords },
) {
  const { words } = context;
  const due = dueText(item, context);
  return [
    { label: item.kindLabel, value: item.title },
    { label: words.requestedBy, value: item.requesterName },
    { label: words.yourStep, value: item.stepName },
    ...(due ? [{ label: words.due, value: due }] : []),
  ];
}
