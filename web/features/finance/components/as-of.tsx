import { DayInput } from '../../../components/day-input';

/** The day a report is of; today until one is chosen. */
export function AsOf(props: { value: string | undefined; onChange: (day: string) => void }) {
  return (
    <DayInput
      label="As of"
      description="Today, unless you choose a day"
      maw={240}
      value={props.value ?? ''}
      onChange={props.onChange}
    />
  );
}
