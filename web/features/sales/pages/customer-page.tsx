import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useParams } from 'react-router';
import type { CustomerWire } from '../../../../domain/wire/customers';
import type { DealRow } from '../../../../domain/wire/deals';
import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { MoneyText } from '../../../components/money-text';
import { NewRequestButton } from '../../../components/new-request-button';
import { PageList } from '../../../components/page-list';
import { QueryView } from '../../../components/query-view';
import { ProblemNote } from '../../../components/problem-note';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { keys } from '../../../lib/query-keys';
import { usePages } from '../../../lib/use-pages';
import { useCustomer, useEditCustomer } from '../api';
import { Contacts } from '../components/contacts';
import { CustomerForm } from '../components/customer-form';
import { SalesPage, useSells } from '../components/sales-page';
import { StageBadge } from '../components/stage-badge';

function Deals({ customerId }: { customerId: string }) {
  const pages = usePages<DealRow>({
    ...{ key: keys.deals({ customerId }), path: '/deals', query: { customerId } },
  });
  return (
    <PageList pages={pages} empty={<EmptyState title="No deals that you may see" />}>
      {(deals) => (
        <Stack gap="xs">
          {deals.map((deal) => (
            <Group key={deal.id} justify="space-between" gap="xs">
              <Anchor component={Link} to={`/deals/${deal.id}`} size="sm" underline="always">
                {deal.number} {deal.name}
              </Anchor>
              <Group gap="xs">
                <Text size="sm" component="span">
                  <MoneyText value={deal.amount} />
                </Text>
                <StageBadge stage={deal.stage} />
              </Group>
            </Group>
          ))}
        </Stack>
      )}
    </PageList>
  );
}

function Facts({ customer }: { customer: CustomerWire }) {
  const facts = [
    { label: 'Owner', value: `${customer.owner.name}, ${customer.department.name}` },
    { label: 'Industry', value: customer.industry },
    { label: 'City', value: customer.city },
    { label: 'Website', value: customer.website },
    { label: 'Tax number', value: customer.taxNumber },
    { label: 'Notes', value: customer.notes },
  ];
  return (
    <FactList
      facts={facts.flatMap((fact) => (fact.value ? [{ ...fact, value: fact.value }] : []))}
    />
  );
}

function CustomerDetail({ customer }: { customer: CustomerWire }) {
  const [isEditing, editing] = useDisclosure(false);
  const edit = useEditCustomer(customer.id);
  const sells = useSells();
  const { revision, archived } = customer;
  const actions = (
    <Group gap="xs">
      {sells && !archived && (
        <NewRequestButton to={`/deals/new?customerId=${customer.id}`}>New deal</NewRequestButton>
      )}
      {customer.mayChange && (
        <>
          <Button variant="default" onClick={editing.toggle}>
            {isEditing ? 'Do not change it' : 'Change'}
          </Button>
          <Button
            variant="default"
            loading={edit.isPending}
            onClick={() => edit.mutate({ revision, archived: !archived })}
          >
            {archived ? 'Use again' : 'Archive'}
          </Button>
        </>
      )}
    </Group>
  );
  return (
    <SalesPage
      title={customer.name}
      description={archived ? 'Archived' : undefined}
      actions={actions}
    >
      {!isEditing && <ProblemNote title="Not changed" problem={edit.error} />}
      <Section title="Customer">
        {isEditing ? (
          <CustomerForm
            customer={customer}
            problem={edit.error}
            isSaving={edit.isPending}
            onSave={(changes, refuse) =>
              mutateThen(
                edit,
                { ...changes, revision },
                { onSuccess: editing.close, onError: refuse },
              )
            }
          />
        ) : (
          <Facts customer={customer} />
        )}
      </Section>
      <Contacts customer={customer} />
      <Section title="Deals">
        <Deals customerId={customer.id} />
      </Section>
    </SalesPage>
  );
}

/** One customer, with its contacts and deals. */
export function Component() {
  const { id = '' } = useParams();
  const customer = useCustomer(id);
  return <QueryView query={customer}>{(data) => <CustomerDetail customer={data} />}</QueryView>;
}
