import { useNavigate, useSearchParams } from 'react-router';
import type { CustomerWire } from '../../../../domain/wire/customers';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddDeal, useCustomer } from '../api';
import { DealForm } from '../components/deal-form';
import { SalesPage } from '../components/sales-page';

function NewDealForm({ customer }: { customer?: CustomerWire }) {
  const navigate = useNavigate();
  const add = useAddDeal();
  return (
    <DealForm
      customer={customer}
      problem={add.error}
      isSaving={add.isPending}
      onSave={(deal, refuse) =>
        mutateThen(
          add,
          { ...deal, stage: 'lead' as const },
          { onSuccess: ({ id }) => void navigate(`/deals/${id}`), onError: refuse },
        )
      }
    />
  );
}

function OfCustomer({ id }: { id: string }) {
  const customer = useCustomer(id);
  return <QueryView query={customer}>{(data) => <NewDealForm customer={data} />}</QueryView>;
}

/** Adds a deal, of a customer where the address names one. */
export function Component() {
  const [params] = useSearchParams();
  const customerId = params.get('customerId');
  return (
    <SalesPage title="New deal">
      <Section title="Deal">
        {customerId ? <OfCustomer id={customerId} /> : <NewDealForm />}
      </Section>
    </SalesPage>
  );
}
