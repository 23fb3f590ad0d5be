import { DateInput, type DateInputProps } from '@mantine/dates';
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs';
import { parseDate } from '../../domain/dates/calendar';
import { useT } from '../lib/i18n/language';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const pad = (number = 0) => String(number).padStart(2, '0');

// Only a whole date with a year is taken: a guess at "25th Feb" would be somebody's wrong day.
function readTypedDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const spoken = /^(\d{1,2})[ -]([a-z]{3})[a-z]*[ ,-]+(\d{4})$/i.exec(text.trim());
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : spoken
      ? [Number(spoken[3]), MONTHS.indexOf((spoken[2] ?? '').toLowerCase()) + 1, Number(spoken[1])]
      : [0, 0, 0];
  return parseDate(`${year}-${pad(month)}-${pad(day)}`) ?? null;
}

/** A calendar date, typed ("1 Dec 2026", "2026-12-01") or picked. The value is "YYYY-MM-DD" or "". */
export function DayInput(
  props: Omit<DateInputProps, 'value' | 'onChange' | 'dateParser'> & {
    value: string;
    onChange: (value: string) => void;
  },
) {
  const t = useT();
  const { value, onChange, ...rest } = props;
  return (
    <DateInput
      {...rest}
      value={value || null}
      onChange={(date) => onChange(date ?? '')}
      dateParser={readTypedDate}
      valueFormat="D MMM YYYY"
      placeholder={t('1 Dec 2026')}
      clearable={false}
      firstDayOfWeek={1}
      rightSection={<IconCalendar size={16} aria-hidden />}
      rightSectionPointerEvents="none"
      popoverProps={{ withinPortal: true }}
      ariaLabels={{
        nextMonth: t('Next month'),
        previousMonth: t('Previous month'),
        monthLevelControl: t('Choose a month'),
        yearLevelControl: t('Choose a year'),
      }}
    />
  );
}
