import { Group } from '@mantine/core';
import { DayInput } from '../../../components/day-input';

/** The first and the last day a figure is of; without them it is of the project's whole life. */
export function StretchFields(props: {
  from: string | undefined;
  to: string | undefined;
  onChange: (name: 'from' | 'to', day: string) => void;
}) {
  return (
    <Group align="flex-end">
      <DayInput
        label="From"
        maw={200}
        value={props.from ?? ''}
        onChange={(day) => props.onChange('from', day)}
      />
      <DayInput
        label="To"
        maw={200}
        value={props.to ?? ''}
        onChange={(day) => props.onChange('to', day)}
      />
    </Group>
  );
}
