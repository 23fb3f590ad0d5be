import { Blockquote, Button, Group, List, Select, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { formatInstant } from '../../../../domain/dates/format-instant';
import type {
  InvoiceMailPreview,
  InvoiceMailsWire,
  InvoiceMailWire,
} from '../../../../domain/wire/invoice-mails';
import type { InvoiceWire } from '../../../../domain/wire/receivables';
import { toFormErrors } from '../../../components/field-errors';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useZone } from '../../../lib/session';
import { useInvoiceMails, useMailInvoice, usePreviewInvoiceMail } from '../receivables-api';
import { Refusal } from './refusal';

const BECAME: Record<InvoiceMailWire['status'], string> = {
  queued: 'On its way',
  retrying: 'Not taken yet, it is tried again',
  sent: 'Sent',
  failed: 'Not sent: the address does not take it, or nobody answered for days',
  skipped: 'Not sent: it was not needed any more',
};

function Log({ items }: { items: InvoiceMailWire[] }) {
  const zone = useZone();
  if (items.length === 0) return <Text size="sm">It was not mailed yet</Text>;
  return (
    <List size="sm" aria-label="Mails">
      {items.map(({ id, to, by, at, status, sentAt }) => (
        <List.Item key={id} style={{ overflowWrap: 'anywhere' }}>
          {BECAME[status]}: {to.name}, {to.address}, {formatInstant(new Date(sentAt ?? at), zone)},{' '}
          {by.name}
        </List.Item>
      ))}
    </List>
  );
}

function Preview({ preview }: { preview: InvoiceMailPreview }) {
  return (
    <Blockquote p="md" role="region" aria-label="Preview">
      <Text size="sm">To {preview.to}</Text>
      <Text size="sm" fw={600}>
        {preview.subject}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {preview.text}
      </Text>
      <Text size="sm">With {preview.attachment}</Text>
    </Blockquote>
  );
}

function Form({ invoiceId, mails }: { invoiceId: string; mails: InvoiceMailsWire }) {
  const { contacts, items } = mails;
  const [contactId, setContactId] = useState<string | null>(contacts[0]?.id ?? null);
  const [message, setMessage] = useState('');
  const [preview, send] = [usePreviewInvoiceMail(invoiceId), useMailInvoice(invoiceId)];
  const draft = { contactId: contactId ?? '', message };
  const problem = send.error ?? preview.error;
  const errors = toFormErrors(problem?.errors ?? []);
  return (
    <Stack>
      <Refusal title="Not mailed" problem={problem} />
      <Select
        label="To"
        withAsterisk
        data={contacts.map(({ id, name, address }) => ({
          value: id,
          label: `${name}, ${address}`,
        }))}
        value={contactId}
        onChange={setContactId}
        error={errors.contactId}
      />
      <Textarea
        label="What you say with it"
        autosize
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
        error={errors.message}
      />
      {preview.data && <Preview preview={preview.data} />}
      <Group>
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate(draft)}>
          Look at the mail
        </Button>
        <Button
          loading={send.isPending}
          onClick={() =>
            mutateThen(
              send,
              { ...draft, after: items.length },
              {
                onSuccess: () => {
                  setMessage('');
                  preview.reset();
                  notifications.show({ color: 'green', message: 'The mail is on its way' });
                },
              },
            )
          }
        >
          {items.length === 0 ? 'Mail it' : 'Mail it again'}
        </Button>
      </Group>
    </Stack>
  );
}

/** Mails what was issued to a contact of its customer, and says what was mailed when. */
export function InvoiceMailing({ invoice }: { invoice: InvoiceWire }) {
  const query = useInvoiceMails(invoice.id);
  return (
    <Section title="Mail to the customer">
      <QueryView query={query}>
        {(mails) => (
          <Stack>
            <Log items={mails.items} />
            {mails.contacts.length > 0 ? (
              <Form invoiceId={invoice.id} mails={mails} />
            ) : (
              <Text size="sm">
                {invoice.customer.name} has no contact with a mail address: add one to the customer,
                under Sales
              </Text>
            )}
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}
