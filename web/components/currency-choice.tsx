import { Select } from '@mantine/core';
import { CURRENCIES } from '../../domain/money/money';
import { useT } from '../lib/i18n/language';

/** The currency of an amount. */
export function CurrencyChoice(props: { value: string; onChange: (currency: string) => void }) {
  const t = useT();
  return (
    <Select
      label={t('Currency')}
      allowDeselect={false}
      searchable
      data={CURRENCIES}
      value={props.value}
      onChange={(currency) => props.onChange(currency ?? props.value)}
    />
  );
}
