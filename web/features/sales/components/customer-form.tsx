import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CustomerWire, NewCustomer } from '../../../../domain/wire/customers';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import type { ApiProblem } from '../../../lib/api';
import { useMe } from '../../../lib/session';
import { useSalesPeople } from '../api';

/** Sends what the form holds; `refuse` shows what is wrong with its fields. */
export type Save<Body> = (body: Body, refuse: (problem: ApiProblem) => void) => void;

/** The fields of a customer. */
export function CustomerForm(props: {
  customer?: CustomerWire;
  problem: ApiProblem | null;
  isSaving: boolean;
  onSave: Save<NewCustomer>;
}) {
  const { customer, problem, isSaving, onSave } = props;
  const me = useMe();
  const sellers = useSalesPeople('seller');
  const form = useForm({
    initialValues: {
      name: customer?.name ?? '',
      industry: customer?.industry ?? '',
      city: customer?.city ?? '',
      website: customer?.website ?? '',
      taxNumber: customer?.taxNumber ?? '',
      notes: customer?.notes ?? '',
      ownerId: customer?.owner.id ?? me.id,
    },
    validate: { name: (name) => (name.trim() ? null : 'Give the customer’s name') },
  });
  const save = form.onSubmit((values) =>
    onSave(values, ({ errors }) => form.setErrors(toFormErrors(errors))),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not saved" problem={problem} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
          <Select label="Owner" searchable data={sellers} {...form.getInputProps('ownerId')} />
          <TextInput label="Industry" {...form.getInputProps('industry')} />
          <TextInput label="City" {...form.getInputProps('city')} />
          <TextInput label="Website" {...form.getInputProps('website')} />
          <TextInput label="Tax number" {...form.getInputProps('taxNumber')} />
        </SimpleGrid>
        <Textarea label="Notes" autosize minRows={2} {...form.getInputProps('notes')} />
        <Group>
          <Button type="submit" loading={isSaving}>
            Save the customer
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
