import { Fragment } from 'react';
import { formatDate } from '../../../domain/dates/format';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { AppLink, Facts, MailLayout, Paragraph, Remark, type MailContext } from './layout';
import type { MailWords } from './words';

/** What is somebody's to do for a person who joins or leaves; it is ticked off in the app. */
export function OnboardingTasksMail({
  props,
  context,
}: {
  props: MailProps<'onboarding-tasks'>;
  context: MailContext;
}) {
  const words = useWords();
  return (
    <MailLayout
      preview={props.tasks.map(({ title }) => title).join(' · ')}
      heading={words.tasks(props, props.tasks.length)}
    >
      <Paragraph>{words.tasksLead(context.recipientName, props)}</Paragraph>
      {props.tasks.map((task, index) => (
        <Fragment key={index}>
          <Facts facts={factsOf(task, words)} />
          {task.help !== '' && <Remark>{task.help}</Remark>}
        </Fragment>
      ))}
      <AppLink appUrl={context.appUrl} path="/tasks">
        {words.tasksOpen}
      </AppLink>
    </MailLayout>
  );
}

function factsOf(task: MailProps<'onboarding-tasks'>['tasks'][number], words: MailWords) {
  return [
    { label: words.task, value: task.title },
    { label: words.due, value: formatDate(task.dueOn) },
    ...(task.blocking ? [{ label: words.taskBlocks, value: '✓' }] : []),
    ...(task.fromName === undefined ? [] : [{ label: words.taskFrom, value: task.fromName }]),
  ];
}
