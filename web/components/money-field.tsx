import type { MoneyWire } from '../../domain/wire/common';
import type { FieldInput, KindFieldsProps } from '../lib/kind-form';
import { MoneyInput } from './money-input';

/** An amount of a form, with whatever is wrong with its number or its currency. */
export function MoneyField(
  props: KindFieldsProps & {
    path: string;
    value: MoneyWire;
    label: string;
    description?: string;
    withAsterisk?: boolean;
  },
) {
  const { form, path, ...rest } = props;
  const input: FieldInput = form.getInputProps(path);
  const error = form.errors[`${path}.amount`] ?? form.errors[`${path}.currency`] ?? input.error;
  return <MoneyInput {...input} {...rest} error={error} />;
}
