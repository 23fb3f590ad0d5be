import { Alert, Input, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sayBlock } from '../../domain/leave/leave-blocks';
import type { Page } from '../../domain/wire/common';
import type { LeaveBlockWire } from '../../domain/wire/leave-blocks';
import type { LeaveBalance } from '../../domain/wire/records';
import { DayInput } from '../../web/components/day-input';
import { UploadField } from '../../web/components/upload-field';
import { api } from '../../web/lib/api';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { keys } from '../../web/lib/query-keys';
import { useMe } from '../../web/lib/session';
import { translate, translateIfKnown, useT } from '../../web/lib/i18n/language';
import { useLeaveTypes } from '../../web/lib/use-leave-types';
import { DOCUMENTS } from '../../web/components/leave-documents';

/** What an empty form holds; one day from the morning on. */
export function initialValues(): FormValues {
  return {
    type: 'casual',
    from: '',
    to: '',
    fromHalf: 'am',
    toHalf: 'pm',
    reason: '',
    documents: [],
  };
}

/** A request without documents says nothing of them. */
export function toRequest({ documents, ...rest }: FormValues): FormValues {
  return (documents as string[] | undefined)?.length ? { ...rest, documents } : rest;
}

// The balance stands beside each type, so that the choice is made knowing it.
function useTypeOptions() {
  const me = useMe();
  const balances = useQuery({
    queryKey: keys.leaveBalances,
    queryFn: ({ signal }) => api.get<Page<LeaveBalance>>('/leave-balances', {}, signal),
  });
  const { data: types = [] } = useLeaveTypes();
  return types
    .filter(({ retired }) => !retired)
    .map(({ code, name, needsBalance }) => {
      const mine = balances.data?.items.find(
        (balance) => balance.employee.id === me.id && balance.type === code,
      );
      const label = translateIfKnown(name);
      const left = needsBalance && mine && { name: label, count: Number(mine.available) };
      return {
        value: code,
        label: left ? translate('{{name}} ({{count}} days left)', left) : label,
      };
    });
}

function useChosenType(form: KindFieldsProps['form']) {
  const { data: types = [] } = useLeaveTypes();
  return types.find(({ code }) => code === form.values.type);
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

/** The block dates that the chosen days touch; what comes of them is in the preview. */
function Blocks({ form }: KindFieldsProps) {
  const { from, to, type } = form.values as Record<'from' | 'to' | 'type', string>;
  const isForward = from !== '' && from <= to;
  const { data = [] } = useQuery({
    queryKey: keys.leaveBlocks(from, to),
    queryFn: ({ signal }) =>
      api.get<{ items: LeaveBlockWire[] }>('/leave-blocks', { from, to }, signal),
    select: ({ items }) => items,
    enabled: isForward,
  });
  const mine = data.filter(
    (one) => one.mine && (one.types.length === 0 || one.types.includes(type)),
  );
  if (!isForward || mine.length === 0) return null;
  return (
    <Alert color="orange" variant="outline" title={translate('Block dates')} role="note">
      {mine.map((block) => (
        <Text size="sm" key={block.id}>
          {sayBlock(block)} (
          {block.effect === 'refuse' ? translate('leave is refused') : translate('a warning only')})
        </Text>
      ))}
    </Alert>
  );
}

/** What the chosen type asks for before it is sent. */
function Terms({ form }: KindFieldsProps) {
  const type = useChosenType(form);
  if (!type || type.documentAfterDays === null) return null;
  const after = type.documentAfterDays;
  return (
    <Input.Wrapper
      label={translate('Documents')}
      description={
        after === 0
          ? translate('{{type}} needs a document', { type: translateIfKnown(type.name) })
          : translate('{{type}} of more than {{days}} needs a document', {
              type: translateIfKnown(type.name),
              days: translate('{{count}} days', { count: after }),
            })
      }
    >
      <UploadField
        kind={DOCUMENTS}
        value={(form.values.documents ?? []) as string[]}
        error={form.errors.documents}
        onChange={(ids) => form.setFieldValue('documents', ids)}
      />
    </Input.Wrapper>
  );
}

/** Which leave, which days, why. */
export function Fields({ form }: KindFieldsProps) {
  const t = useT();
  const types = useTypeOptions();
  const barred = useChosenType(form)?.barred;
  return (
    <Stack>
      <Select
        label={t('Type')}
        withAsterisk
        allowDeselect={false}
        data={types}
        // As of today: what the days come to is in the preview.
        description={barred}
        {...form.getInputProps('type')}
      />
      <Days form={form} />
      <Blocks form={form} />
      <Terms form={form} />
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
