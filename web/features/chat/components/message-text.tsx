import { Button, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { MessageWire } from '../../../../domain/wire/chat';
import { useMe } from '../../../lib/session';
import { recordsIn } from '../record-links';
import { MarkdownText } from './markdown-text';
import { RecordCard } from './record-card';
import { translate } from '../../../lib/i18n/language';

const LONG_TEXT = 1500;
const LONG_LINES = 20;

/** Beyond this everybody is meant, and names are not looked for one by one. */
const MOST_NAMES = 100;

const isLong = (text: string) =>
  text.length > LONG_TEXT || (text.match(/\n/g)?.length ?? 0) > LONG_LINES;

/** What a message says, with its formatting, whom it names and the records it links to. */
export function MessageText({
  message,
  names,
}: {
  message: MessageWire;
  names: ReadonlyMap<string, string>;
}) {
  const me = useMe();
  const { text, mentions } = message;
  const [whole, setWhole] = useState(false);
  const long = isLong(text);
  const records = useMemo(() => recordsIn(text, window.location.origin), [text]);
  return (
    <>
      <Text
        component="div"
        size="sm"
        className="message-text"
        data-collapsed={(long && !whole) || undefined}
      >
        <MarkdownText
          text={text}
          names={mentions.slice(0, MOST_NAMES).flatMap((id) => names.get(id) ?? [])}
          mine={mentions.includes(me.id) ? me.name : null}
        />
        {message.editedAt && (
          <Text span size="xs" c="dimmed">
            {' '}
            ({translate('edited')})
          </Text>
        )}
      </Text>
      {long && (
        <Button
          size="compact-xs"
          variant="default"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? translate('Show less') : translate('Show all')}
        </Button>
      )}
      {records.map((record) => (
        <RecordCard key={record.path} record={record} />
      ))}
    </>
  );
}
