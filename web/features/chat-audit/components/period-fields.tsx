import { DayInput } from '../../../components/day-input';

interface Period {
  from?: string;
  to?: string;
}

/** From which day to which, both among them. */
export function PeriodFields({
  value,
  onChange,
}: {
  value: Period;
  onChange: (part: Period) => void;
}) {
  return (
    <>
      <DayInput
        label="From"
        w={140}
        value={value.from ?? ''}
        onChange={(from) => onChange({ from: from || undefined })}
      />
      <DayInput
        label="To"
        w={140}
        value={value.to ?? ''}
        onChange={(to) => onChange({ to: to || undefined })}
      />
    </>
  );
}
