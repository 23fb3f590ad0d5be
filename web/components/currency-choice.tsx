import { Select, type SelectProps } from '@mantine/core';
import type { MoneyWire } from '../../domain/wire/common';
import { CURRENCIES } from '../../domain/money/money';
import { useT } from '../lib/i18n/language';
import type { KindFieldsProps } from '../lib/kind-form';

/** The currency of an amount; takes what a form gives its fields. */
export function CurrencyChoice(
  props: Pick<SelectProps, 'disabled' | 'error' | 'onBlur' | 'onFocus'> & {
    value?: string;
    onChange: (currency: string) => void;
    /** Which there are to choose from, where that is not all. */
    among?: readonly string[];
  },
) {
  const t = useT();
  const { among = CURRENCIES, onChange, ...rest } = props;
  return (
    <Select
      {...rest}
      label={t('Currency')}
      allowDeselect={false}
      searchable
      data={among}
      onChange={(currency) => currency !== null && onChange(currency)}
    />
  );
}

/** The currency of amounts of a form that go together, by their paths: all of them are in the one that is chosen. */
export function CurrencyField({
  form,
  amounts,
}: KindFieldsProps & { amounts: Record<string, MoneyWire> }) {
  const inCurrency = (currency: string) => {
    for (const [path, amount] of Object.entries(amounts)) {
      form.setFieldValue(path, { ...amount, currency });
      form.clearFieldError(`${path}.currency`);
    }
  };
  return <CurrencyChoice value={Object.values(amounts)[0]?.currency} onChange={inCurrency} />;
}
