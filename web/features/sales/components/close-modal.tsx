import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { CLOSE_REASONS } from '../../../../domain/sales/stages';
import { DayInput } from '../../../components/day-input';
import { dateIn } from '../../../lib/dates';
import { useZone } from '../../../lib/session';

/** Why and when a deal ended. */
interface Close {
  reason: string;
  note: string;
  on: string;
}

function CloseForm(props: { end: 'won' | 'lost'; onDone: (close: Close) => void }) {
  const today = dateIn(useZone());
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [on, setOn] = useState(today);
  const [isAsked, setAsked] = useState(false);
  const data = Object.entries(CLOSE_REASONS[props.end]).map(([value, label]) => ({ value, label }));
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    if (reason) props.onDone({ reason, note, on });
    else setAsked(true);
  };
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Select
          label={`Why it was ${props.end}`}
          withAsterisk
          data={data}
          data-autofocus
          value={reason}
          error={isAsked && !reason ? 'Choose a reason' : undefined}
          onChange={setReason}
        />
        <DayInput label="On" value={on} maxDate={today} onChange={setOn} />
        <Textarea
          label="What there is to say"
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit">{props.end === 'won' ? 'It is won' : 'It is lost'}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks why a deal was won or lost. */
export function CloseModal(props: {
  name: string;
  end: 'won' | 'lost' | null;
  onDone: (close: Close) => void;
  onClose: () => void;
}) {
  const { name, end, onDone, onClose } = props;
  return (
    <Modal opened={end !== null} onClose={onClose} title={`${name}: ${end ?? ''}`}>
      {end && <CloseForm end={end} onDone={onDone} />}
    </Modal>
  );
}
