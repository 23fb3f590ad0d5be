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
  // What is wrong is told about a member, which the form does not see change with the whole.
  const change = (value: unknown) => {
    input.onChange(value);
    form.clearFieldError(`${path}.amount`);
    form.clearFieldError(`${path}.currency`);
  };
  return <MoneyInput {...input} {...rest} onChange={change} error={error} />;
}
