import { formatDate } from '../../../domain/dates/format';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { AppLink, Facts, MailLayout, Paragraph, Remark, type MailContext } from './layout';

/** Asks a project's manager how it does after its go-live, or says what has come of it; answered in the app. */
export function GoLiveWatchMail({
  props,
  context,
}: {
  props: MailProps<'go-live-watch'>;
  context: MailContext;
}) {
  const words = useWords();
  const { projectId, projectName, customer, checkIn, note } = props;
  const facts = [
    { label: words.customer, value: customer },
    ...(checkIn
      ? [
          {
            label: words.watchDay,
            value: `${checkIn.workingDay} (${formatDate(checkIn.fallsOn)})`,
          },
        ]
      : []),
  ];
  return (
    <MailLayout preview={`${projectName} · ${customer}`} heading={words.watch(props)}>
      <Paragraph>{words.watchLead(context.recipientName, props)}</Paragraph>
      <Facts facts={facts} />
      {note !== '' && <Remark>{note}</Remark>}
      <AppLink appUrl={context.appUrl} path={`/projects/${projectId}/readiness`}>
        {words.watchOpen}
      </AppLink>
    </MailLayout>
  );
}
