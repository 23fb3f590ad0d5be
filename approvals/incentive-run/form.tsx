import { Select, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Page } from '../../domain/wire/common';
import type { IncentiveRunWire } from '../../domain/wire/incentives';
import { api } from '../../web/lib/api';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { formatMoney } from '../../web/lib/money';
import { keys } from '../../web/lib/query-keys';

/** What an empty form holds; links bring the run along. */
export function initialValues(search: URLSearchParams): FormValues {
  return { runId: search.get('runId'), note: '' };
}

/** A note that was not written is none. */
export function toRequest({ runId, note }: FormValues): FormValues {
  return { runId, ...(note ? { note } : {}) };
}

function useDrafts() {
  return useQuery({
    queryKey: keys.incentivePart('drafts'),
    queryFn: ({ signal }) => api.get<Page<IncentiveRunWire>>('/incentive-runs', undefined, signal),
    select: ({ items }) => items.filter(({ status }) => status === 'draft'),
  });
}

/** Which run, and a word to those who sign it. */
export function Fields({ form }: KindFieldsProps) {
  const drafts = useDrafts();
  return (
    <Stack>
      <Select
        label="Run"
        withAsterisk
        data={(drafts.data ?? []).map(({ id, plan, period, payable }) => ({
          value: id,
          label: `${plan.name}, ${period}: ${formatMoney(payable)}`,
        }))}
        nothingFoundMessage={drafts.isPending ? 'Loading…' : 'No run is drawn up'}
        {...form.getInputProps('runId')}
      />
      <Textarea label="Note" autosize {...form.getInputProps('note')} />
    </Stack>
  );
}
