import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../lib/i18n/language';
import type { KindFieldsProps } from '../lib/kind-form';

/**
 * Why a request may go over a budget that stops. Asked for only once it was refused for one: where there are no budgets,
 * nobody need know of them.
 */
export function OverBudgetField({ form }: KindFieldsProps) {
  const t = useT();
  const { overBudgetReason: value } = form.values as { overBudgetReason?: string };
  const [isAsked, setAsked] = useState(Boolean(value));
  if (form.errors.overBudgetReason && !isAsked) setAsked(true);
  if (!isAsked) return null;
  return (
    <Textarea
      label={t('Why it may go over the budget')}
      description={t('Only where it does: finance then signs as well')}
      autosize
      {...form.getInputProps('overBudgetReason')}
      value={value ?? ''}
    />
  );
}
