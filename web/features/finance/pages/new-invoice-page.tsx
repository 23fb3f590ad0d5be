import { useNavigate } from 'react-router';
import { QueryView } from '../../../components/query-view';
import { mutateThen } from '../../../lib/mutate-then';
import { BooksPage } from '../components/books-page';
import { InvoiceForm } from '../components/invoice-form';
import { useBillableCustomers, useDraft, useTaxes } from '../receivables-api';

function NewInvoice() {
  const [customers, taxes] = [useBillableCustomers(), useTaxes()];
  const draft = useDraft();
  const navigate = useNavigate();
  return (
    <QueryView query={customers}>
      {(people) => (
        <QueryView query={taxes}>
          {(known) => (
            <InvoiceForm
              invoice={null}
              customers={people}
              taxes={known}
              problem={draft.error}
              isSaving={draft.isPending}
              onSave={(content, refuse) =>
                mutateThen(draft, content, {
                  onSuccess: ({ id }) => void navigate(`/finance/invoices/${id}`),
                  onError: ({ errors }) => refuse(errors),
                })
              }
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

/** A place to draft an invoice. */
export function Component() {
  return (
    <BooksPage title="New invoice" description="It has no number until it is issued.">
      <NewInvoice />
    </BooksPage>
  );
}
