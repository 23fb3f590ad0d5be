import { Textarea } from '@mantine/core';
import { SHORTEST_REASON } from '../../../../domain/wire/chat-audit';

/** Whether it is long enough to be one. */
export const isReason = (text: string) => text.trim().length >= SHORTEST_REASON;

/** Why: it goes into the auditors' log. */
export function ReasonField(props: { value: string; onChange: (reason: string) => void }) {
  return (
    <Textarea
      data-autofocus
      label="Reason"
      description={`At least ${SHORTEST_REASON} characters, such as the number of a case. It goes into the auditors’ log, where nobody can change it.`}
      withAsterisk
      autosize
      minRows={2}
      maxLength={500}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
