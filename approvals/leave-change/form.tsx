import { Alert, SegmentedControl, Select, SimpleGrid, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatDateRange } from '../../domain/dates/format';
import type { Page } from '../../domain/wire/common';
import type { LeaveRequestRow } from '../../domain/wire/records';
import { DayInput } from '../../web/components/day-input';
import { isChangeable } from '../../web/components/leave-change-links';
import { api } from '../../web/lib/api';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { keys } from '../../web/lib/query-keys';
import { useMe } from '../../web/lib/session';
import { useLeaveTypeName } from '../../web/lib/use-leave-types';

const PERIOD = ['from', 'to', 'fromHalf', 'toHalf'] as const;

/** What an empty form holds; links bring the leave along. */
export function initialValues(): FormValues {
  return {
    leaveRequestId: '',
    action: 'cancel',
    from: '',
    to: '',
    fromHalf: 'am',
    toHalf: 'pm',
    reason: '',
  };
}

/** Only a shortened leave has days. */
export function toRequest(values: FormValues): FormValues {
  const { leaveRequestId, action, reason, ...period } = values;
  return { leaveRequestId, action, reason, ...(action === 'shorten' ? period : {}) };
}

/** One's own approved leave that is not over. */
function useChangeable() {
  const me = useMe();
  return useQuery({
    queryKey: keys.changeableLeave,
    queryFn: ({ signal }) =>
      api.get<Page<LeaveRequestRow>>(
        '/leave-requests',
        { employeeId: me.id, status: 'approved', limit: 100 },
        signal,
      ),
    select: ({ items }) => items.filter((leave) => isChangeable(leave, me)),
  });
}

function labelOf(leave: LeaveRequestRow, name: string): string {
  return `${formatDateRange(leave.from, leave.to)}: ${name}, ${Number(leave.days)} days`;
}

function Period({ form }: KindFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <DayInput
        {...form.getInputProps('from')}
        label="New first day"
        withAsterisk
        value={form.values.from as string}
      />
      <Select
        label="Starts"
        data={[
          { value: 'am', label: 'In the morning' },
          { value: 'pm', label: 'At midday' },
        ]}
        allowDeselect={false}
        {...form.getInputProps('fromHalf')}
      />
      <DayInput
        {...form.getInputProps('to')}
        label="New last day"
        withAsterisk
        value={form.values.to as string}
      />
      <Select
        label="Ends"
        data={[
          { value: 'pm', label: 'In the evening' },
          { value: 'am', label: 'At midday' },
        ]}
        allowDeselect={false}
        {...form.getInputProps('toHalf')}
      />
    </SimpleGrid>
  );
}

/** Which leave, whether all of it or a part comes back, and why. */
export function Fields({ form }: KindFieldsProps) {
  const leaves = useChangeable();
  const nameOf = useLeaveTypeName();
  const choose = (id: string | null) => {
    form.setFieldValue('leaveRequestId', id ?? '');
    const leave = leaves.data?.find((one) => one.id === id);
    for (const name of leave ? PERIOD : []) form.setFieldValue(name, leave?.[name]);
  };
  return (
    <Stack>
      {leaves.data?.length === 0 && (
        <Alert color="orange" variant="outline" title="Nothing to change">
          You have no approved leave that is not over yet.
        </Alert>
      )}
      <Select
        {...form.getInputProps('leaveRequestId')}
        label="Approved leave"
        withAsterisk
        allowDeselect={false}
        data={(leaves.data ?? []).map((leave) => ({
          value: leave.id,
          label: labelOf(leave, nameOf(leave.type)),
        }))}
        onChange={choose}
      />
      <SegmentedControl
        aria-label="What to do"
        data={[
          { value: 'cancel', label: 'Cancel it' },
          { value: 'shorten', label: 'Shorten it' },
        ]}
        {...form.getInputProps('action')}
      />
      {form.values.action === 'shorten' && <Period form={form} />}
      <Textarea
        label="Reason"
        withAsterisk
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('reason')}
      />
    </Stack>
  );
}
