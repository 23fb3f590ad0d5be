import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { DayInput } from '../../../components/day-input';
import { MoneyField } from '../../../components/money-field';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { FormValues } from '../../../lib/kind-form';
import { humanise } from '../../../lib/text';
import { emptyValue, type Shape } from '../schema-shape';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

type Form = UseFormReturnType<FormValues>;
interface FieldProps<Drawn extends Shape = Shape> {
  form: Form;
  path: string;
  shape: Drawn;
}

const valueAt = (form: Form, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | undefined)?.[name],
      form.values,
    );

function ListField({ form, path, shape }: FieldProps<Extract<Shape, { type: 'list' }>>) {
  const t = useT();
  const items = (valueAt(form, path) as unknown[] | undefined) ?? [];
  return (
    <Fieldset legend={translateIfKnown(shape.label)}>
      <Stack>
        {items.map((_item, index) => (
          <Group key={index} align="flex-end" gap="xs">
            <Stack style={{ flex: 1 }} gap="xs">
              <SchemaField
                form={form}
                path={`${path}.${index}`}
                shape={{ ...shape.item, label: `${translateIfKnown(shape.label)} ${index + 1}` }}
              />
            </Stack>
            <Button
              variant="default"
              aria-label={t('Remove {{what}}', {
                what: `${translateIfKnown(shape.label).toLowerCase()} ${index + 1}`,
              })}
              onClick={() => form.removeListItem(path, index)}
            >
              {t('Remove')}
            </Button>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            onClick={() => form.insertListItem(path, emptyValue(shape.item))}
          >
            {t('Add')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function ChoiceField({ form, path, shape }: FieldProps<Extract<Shape, { type: 'choice' }>>) {
  const input = form.getInputProps(path);
  return (
    <Select
      {...input}
      value={(input.value as string) || null}
      label={translateIfKnown(shape.label)}
      description={shape.hint && translateIfKnown(shape.hint)}
      withAsterisk={shape.required}
      clearable={!shape.required}
      data={shape.options.map((value) => ({ value, label: translateIfKnown(humanise(value)) }))}
    />
  );
}

function PlainField({ form, path, shape }: FieldProps) {
  const input = form.getInputProps(path);
  const shared = {
    label: translateIfKnown(shape.label),
    description: shape.hint && translateIfKnown(shape.hint),
    withAsterisk: shape.required,
  };
  switch (shape.type) {
    case 'boolean':
      return (
        <Checkbox
          {...form.getInputProps(path, { type: 'checkbox' })}
          label={translateIfKnown(shape.label)}
          description={shape.hint && translateIfKnown(shape.hint)}
        />
      );
    case 'date':
      return <DayInput {...input} {...shared} value={input.value as string} />;
    case 'number':
      return <NumberInput {...input} {...shared} />;
    case 'money':
      return <MoneyField form={form} path={path} value={input.value as MoneyWire} {...shared} />;
    default:
      return <TextInput {...input} {...shared} />;
  }
}

/** One field of a schema, or a group or list of them. */
function SchemaField({ form, path, shape }: FieldProps) {
  if (shape.type === 'list') return <ListField form={form} path={path} shape={shape} />;
  if (shape.type === 'choice') return <ChoiceField form={form} path={path} shape={shape} />;
  if (shape.type === 'group') {
    return (
      <Fieldset legend={translateIfKnown(shape.label)}>
        <SchemaFields form={form} fields={shape.fields} under={`${path}.`} />
      </Fieldset>
    );
  }
  return <PlainField form={form} path={path} shape={shape} />;
}

/** The fields of an object schema, in its order. */
export function SchemaFields(props: { form: Form; fields: Record<string, Shape>; under?: string }) {
  return (
    <Stack>
      {Object.entries(props.fields).map(([name, shape]) => (
        <SchemaField
          key={name}
          form={props.form}
          path={`${props.under ?? ''}${name}`}
          shape={shape}
        />
      ))}
    </Stack>
  );
}
