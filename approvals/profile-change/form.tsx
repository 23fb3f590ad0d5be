import { SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';

/** What an empty form holds. */
export function initialValues(): FormValues {
  return { accountHolder: '', bankName: '', ifsc: '', accountNumber: '', reason: '' };
}

/** An account number is not left behind in the browser. */
export function toDraft(values: FormValues): FormValues {
  return { ...values, accountNumber: '' };
}

/** Where one's salary is to go. */
export function Fields({ form }: KindFieldsProps) {
  const ifsc = form.getInputProps('ifsc');
  return (
    <Stack>
      <TextInput
        label="Account holder"
        description="As the bank has it"
        withAsterisk
        {...form.getInputProps('accountHolder')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label="Bank" withAsterisk {...form.getInputProps('bankName')} />
        <TextInput
          label="IFSC"
          placeholder="HDFC0001234"
          withAsterisk
          {...ifsc}
          onChange={(event) => form.setFieldValue('ifsc', event.currentTarget.value.toUpperCase())}
        />
      </SimpleGrid>
      <TextInput
        label="Account number"
        description="Those who sign see its last four digits"
        withAsterisk
        inputMode="numeric"
        autoComplete="off"
        {...form.getInputProps('accountNumber')}
      />
      <Textarea label="Reason" withAsterisk autosize {...form.getInputProps('reason')} />
    </Stack>
  );
}
