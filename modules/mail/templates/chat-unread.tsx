import { Fragment } from 'react';
import { inOneLine } from '../../../domain/chat/in-one-line';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { AppLink, MailLayout, Paragraph, Quote, Remark, type MailContext } from './layout';
import type { MailWords } from './words';

type Found = NonNullable<MailProps<'chat-unread'>['found']>;

/** How many messages there are in all. */
export function totalOf(found: Found): number {
  return found.reduce((sum, { count }) => sum + count, 0);
}

/** Everything somebody has not read, by conversation. Without what was found, as admins look at it, it says no word of it. */
export function ChatUnreadMail({
  props,
  context,
}: {
  props: MailProps<'chat-unread'>;
  context: MailContext;
}) {
  const words = useWords();
  const found = props.found ?? [];
  return (
    <MailLayout preview={found.map(nameOf).join(' · ')} heading={words.unread(totalOf(found))}>
      <Paragraph>{words.unreadLead(context.recipientName)}</Paragraph>
      {found.map((conversation) => (
        <Fragment key={conversation.id}>
          <Paragraph>
            <strong>
              {words.unreadIn(nameOf(conversation), conversation.count, conversation.mentions)}
            </strong>
          </Paragraph>
          <Quote>{linesOf(conversation, words)}</Quote>
          <AppLink appUrl={context.appUrl} path={`/chat/${conversation.id}`}>
            {words.unreadOpen}
          </AppLink>
        </Fragment>
      ))}
      <Remark>{words.unreadRemark}</Remark>
    </MailLayout>
  );
}

function nameOf({ name, others }: Found[number]): string {
  return name ?? others.join(', ');
}

function linesOf({ lines, count }: Found[number], words: MailWords): string {
  const shown = lines.map(({ author, text }) => `${author}: ${inOneLine(text)}`);
  const rest = count - lines.length;
  return [...shown, ...(rest > 0 ? [words.unreadMore(rest)] : [])].join('\n');
}
