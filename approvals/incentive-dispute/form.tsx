import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { StatementRowWire } from '../../domain/wire/incentives';
import { MoneyField } from '../../web/components/money-field';
import { api } from '../../web/lib/api';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { keys } from '../../web/lib/query-keys';
import { useMe } from '../../web/lib/session';

/** What an empty form holds; links bring the statement along. */
export function initialValues(search: URLSearchParams): FormValues {
  return {
    statementId: search.get('statementId'),
    amount: { amount: '', currency: 'INR' },
    deal: '',
    reason: '',
  };
}

/** A deal that was not named is none. */
export function toRequest({ deal, ...values }: FormValues): FormValues {
  return { ...values, ...(deal ? { deal } : {}) };
}

/** One's own statements that are out. */
function useOwnStatements() {
  const me = useMe();
  return useQuery({
    queryKey: keys.incentivePart('own', me.id),
    queryFn: ({ signal }) =>
      api.get<Page<StatementRowWire>>(
        '/incentive-statements',
        { employeeId: me.id, limit: 100 },
        signal,
      ),
    select: ({ items }) => items.filter(({ status }) => status === 'published'),
  });
}

/** Which statement, what is missing from it, and why. */
export function Fields({ form }: KindFieldsProps) {
  const statements = useOwnStatements();
  return (
    <Stack>
      <Select
        label="Statement"
        withAsterisk
        data={(statements.data ?? []).map(({ id, plan, period }) => ({
          value: id,
          label: `${period}, ${plan.name}`,
        }))}
        nothingFoundMessage={statements.isPending ? 'Loading…' : 'You have no statement yet'}
        {...form.getInputProps('statementId')}
      />
      <MoneyField
        form={form}
        path="amount"
        label="Missing"
        description="Whoever signs may lower it"
        withAsterisk
        value={form.values.amount as MoneyWire}
      />
      <TextInput
        label="Deal"
        description="Its number, if it is about one"
        {...form.getInputProps('deal')}
      />
      <Textarea
        label="Reason"
        description="What is wrong; whoever signs reads it"
        withAsterisk
        autosize
        {...form.getInputProps('reason')}
      />
    </Stack>
  );
}
