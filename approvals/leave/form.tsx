import { Select, SimpleGrid, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LEAVE_TYPE_RULES, LEAVE_TYPES } from '../../domain/leave/leave-types';
import type { Page } from '../../domain/wire/common';
import type { LeaveBalance } from '../../domain/wire/records';
import { DayInput } from '../../web/components/day-input';
import { api } from '../../web/lib/api';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { keys } from '../../web/lib/query-keys';
import { useMe } from '../../web/lib/session';
import { translate, translateIfKnown, useT } from '../../web/lib/i18n/language';

/** What an empty form holds; one day from the morning on. */
export function initialValues(): FormValues {
  return { type: 'casual', from: '', to: '', fromHalf: 'am', toHalf: 'pm', reason: '' };
}

// The balance stands beside each type, so that the choice is made knowing it.
function useTypeOptions() {
  const me = useMe();
  const balances = useQuery({
    queryKey: keys.leaveBalances,
    queryFn: ({ signal }) => api.get<Page<LeaveBalance>>('/leave-balances', {}, signal),
  });
  return LEAVE_TYPES.map((value) => {
    const { name, needsBalance } = LEAVE_TYPE_RULES[value];
    const mine = balances.data?.items.find(
      (balance) => balance.employee.id === me.id && balance.type === value,
    );
    const label = translateIfKnown(name);
    const left = needsBalance && mine && { name: label, count: Number(mine.available) };
    return { value, label: left ? translate('{{name}} ({{count}} days left)', left) : label };
  });
}

function Days({ form }: KindFieldsProps) {
  const t = useT();
  const from = form.getInputProps('from');
  const to = form.getInputProps('to');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <DayInput
        {...from}
        label={t('First day')}
        withAsterisk
        value={form.values.from as string}
        onChange={(date) => {
          form.setFieldValue('from', date);
          const last = form.values.to as string;
          if (date && (!last || last < date)) form.setFieldValue('to', date);
        }}
      />
      <Select
        label={t('Starts')}
        data={[
          { value: 'am', label: t('In the morning') },
          { value: 'pm', label: t('At midday') },
        ]}
        allowDeselect={false}
        {...form.getInputProps('fromHalf')}
      />
      <DayInput {...to} label={t('Last day')} withAsterisk value={form.values.to as string} />
      <Select
        label={t('Ends')}
        data={[
          { value: 'pm', label: t('In the evening') },
          { value: 'am', label: t('At midday') },
        ]}
        allowDeselect={false}
        {...form.getInputProps('toHalf')}
      />
    </SimpleGrid>
  );
}

/** Which leave, which days, why. */
export function Fields({ form }: KindFieldsProps) {
  const t = useT();
  const types = useTypeOptions();
  return (
    <Stack>
      <Select
        label={t('Type')}
        withAsterisk
        allowDeselect={false}
        data={types}
        {...form.getInputProps('type')}
      />
      <Days form={form} />
      <Textarea
        label={t('Reason')}
        withAsterisk
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('reason')}
      />
    </Stack>
  );
}
