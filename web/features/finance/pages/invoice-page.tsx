import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { InvoiceWire } from '../../../../domain/wire/receivables';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { dateIn } from '../../../lib/dates';
import { mutateThen } from '../../../lib/mutate-then';
import { useZone } from '../../../lib/session';
import { AllocationTable } from '../components/allocation-table';
import { BooksPage } from '../components/books-page';
import { InvoiceForm } from '../components/invoice-form';
import { InvoiceMailing } from '../components/invoice-mailing';
import { InvoiceView } from '../components/invoice-view';
import { Refusal } from '../components/refusal';
import { SettleForm } from '../components/settle-form';
import {
  useBillableCustomers,
  useChangeDraft,
  useCredit,
  useDeleteDraft,
  useInvoice,
  useIssue,
  useTaxes,
} from '../receivables-api';

function Editing({ draft }: { draft: InvoiceWire }) {
  const [customers, taxes] = [useBillableCustomers(), useTaxes()];
  const change = useChangeDraft(draft);
  return (
    <Section title="Change the draft">
      <QueryView query={customers}>
        {(people) => (
          <QueryView query={taxes}>
            {(known) => (
              <InvoiceForm
                invoice={draft}
                customers={people}
                taxes={known}
                problem={change.error}
                isSaving={change.isPending}
                onSave={(content, refuse) =>
                  mutateThen(change, content, {
                    onSuccess: () =>
                      notifications.show({ color: 'green', message: 'The draft is saved' }),
                    onError: ({ errors }) => refuse(errors),
                  })
                }
              />
            )}
          </QueryView>
        )}
      </QueryView>
    </Section>
  );
}

function DraftActions({ draft }: { draft: InvoiceWire }) {
  const [issue, remove] = [useIssue(draft), useDeleteDraft(draft.id)];
  const navigate = useNavigate();
  return (
    <Stack>
      <Refusal title="Not issued" problem={issue.error} />
      <Refusal title="Not deleted" problem={remove.error} />
      <Group>
        <Button loading={issue.isPending} onClick={() => issue.mutate(null)}>
          Issue it
        </Button>
        <Button
          variant="default"
          loading={remove.isPending}
          onClick={() =>
            mutateThen(remove, null, { onSuccess: () => void navigate('/finance/invoices') })
          }
        >
          Delete the draft
        </Button>
      </Group>
    </Stack>
  );
}

function Crediting({ invoice }: { invoice: InvoiceWire }) {
  const credit = useCredit(invoice.id);
  const [reason, setReason] = useState('');
  const navigate = useNavigate();
  return (
    <Section title="Credit note">
      <Stack>
        <Refusal title="Not drafted" problem={credit.error} />
        <TextInput
          label="Why"
          description="A draft with all lines: take off it what is not taken back."
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group>
          <Button
            variant="default"
            loading={credit.isPending}
            onClick={() =>
              mutateThen(
                credit,
                { reason },
                { onSuccess: ({ id }) => void navigate(`/finance/invoices/${id}`) },
              )
            }
          >
            Draft a credit note
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function Issued({ invoice }: { invoice: InvoiceWire }) {
  const today = dateIn(useZone());
  const { kind, customer, currency, state, id } = invoice;
  return (
    <>
      <Section title="Settled">
        <AllocationTable allocations={invoice.allocations} today={today} />
      </Section>
      <InvoiceMailing invoice={invoice} />
      {kind === 'invoice' && <Crediting invoice={invoice} />}
      {kind === 'credit-note' && state !== 'settled' && (
        <Section title="Settle with the rest">
          <SettleForm
            source={{ kind: 'customer-invoices', id }}
            customerId={customer.id}
            currency={currency}
          />
        </Section>
      )}
    </>
  );
}

function Invoice({ invoice }: { invoice: InvoiceWire }) {
  const { id, kind, number, state, revision } = invoice;
  const noun = kind === 'invoice' ? 'Invoice' : 'Credit note';
  return (
    <BooksPage
      title={number ? `${noun} ${number}` : `${noun}, a draft`}
      actions={
        <>
          <StatusBadge status={state} />
          <Button
            component="a"
            variant="default"
            href={`/api/v1/customer-invoices/${id}/pdf`}
            download
          >
            PDF
          </Button>
        </>
      }
    >
      <InvoiceView invoice={invoice} />
      {state === 'draft' ? (
        <>
          <DraftActions draft={invoice} />
          <Editing key={revision} draft={invoice} />
        </>
      ) : (
        <Issued invoice={invoice} />
      )}
    </BooksPage>
  );
}

function Loaded({ id }: { id: string }) {
  const query = useInvoice(id);
  return <QueryView query={query}>{(invoice) => <Invoice invoice={invoice} />}</QueryView>;
}

/** One invoice or credit note: a draft to be changed and issued, or what was issued and what settled it. */
export function Component() {
  const { id = '' } = useParams();
  return <Loaded key={id} id={id} />;
}
