import { useNavigate } from 'react-router';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useAddCustomer } from '../api';
import { CustomerForm } from '../components/customer-form';
import { SalesPage } from '../components/sales-page';

/** Adds a customer. */
export function Component() {
  const navigate = useNavigate();
  const add = useAddCustomer();
  return (
    <SalesPage title="New customer">
      <Section title="Customer">
        <CustomerForm
          problem={add.error}
          isSaving={add.isPending}
          onSave={(customer, refuse) =>
            mutateThen(add, customer, {
              onSuccess: ({ id }) => void navigate(`/customers/${id}`),
              onError: refuse,
            })
          }
        />
      </Section>
    </SalesPage>
  );
}
