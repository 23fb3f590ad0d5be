import { Anchor, Badge, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ContactWire, CustomerWire } from '../../../../domain/wire/customers';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem, ProblemNote } from '../../../components/problem-note';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddContact, useEditContact } from '../api';

function Contact(props: { customerId: string; contact: ContactWire; mayChange: boolean }) {
  const { customerId, contact, mayChange } = props;
  const edit = useEditContact(customerId, contact.id);
  return (
    <Group justify="space-between" gap="xs">
      <Stack gap={0} miw={0}>
        <Text size="sm" fw={600}>
          {contact.name} {contact.archived && <Badge color="gray.7">Archived</Badge>}
        </Text>
        <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
          {[contact.jobTitle, contact.phone].filter(Boolean).join(', ')}{' '}
          {contact.email && (
            <Anchor href={`mailto:${contact.email}`} size="sm" underline="always">
              {contact.email}
            </Anchor>
          )}
        </Text>
      </Stack>
      {mayChange && (
        <Button
          size="xs"
          variant="default"
          aria-label={`${contact.archived ? 'Use' : 'Archive'} ${contact.name}`}
          loading={edit.isPending}
          onClick={() => edit.mutate({ archived: !contact.archived })}
        >
          {contact.archived ? 'Use again' : 'Archive'}
        </Button>
      )}
      <ProblemNote title="Not changed" problem={edit.error} />
    </Group>
  );
}

function ContactForm({ customerId }: { customerId: string }) {
  const add = useAddContact(customerId);
  const form = useForm({
    initialValues: { name: '', jobTitle: '', email: '', phone: '' },
    validate: { name: (name) => (name.trim() ? null : 'Give a name') },
  });
  const save = form.onSubmit((contact) =>
    mutateThen(add, contact, {
      onSuccess: () => form.reset(),
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="Not added" problem={add.error} />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
          <TextInput label="Job title" {...form.getInputProps('jobTitle')} />
          <TextInput label="E-mail" {...form.getInputProps('email')} />
          <TextInput label="Phone" {...form.getInputProps('phone')} />
        </SimpleGrid>
        <Group>
          <Button type="submit" variant="default" loading={add.isPending}>
            Add the contact
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The people at a customer's. */
export function Contacts({ customer }: { customer: CustomerWire }) {
  const { id, contacts, mayChange } = customer;
  return (
    <Section title="Contacts">
      <Stack>
        {contacts.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody yet
          </Text>
        )}
        {contacts.map((contact) => (
          <Contact key={contact.id} customerId={id} contact={contact} mayChange={mayChange} />
        ))}
        {mayChange && <ContactForm customerId={id} />}
      </Stack>
    </Section>
  );
}
