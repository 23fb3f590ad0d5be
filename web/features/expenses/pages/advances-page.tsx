import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { AdvanceWire } from '../../../../domain/wire/expenses';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { useAdvances } from '../api';
import { AdvanceForm, ReturnForm } from '../components/advance-form';
import { ExpenseLinks } from '../components/expense-links';
import { PayableAdvances } from '../components/payable-advances';

function Row({ advance, mayRecord }: { advance: AdvanceWire; mayRecord: boolean }) {
  const me = useMe();
  const { employee, amount, settled, open, paidOn, note, claims, isOld } = advance;
  const mayReturn = mayRecord && employee.id !== me.id && !/^0(\.0+)?$/.test(open.amount);
  return (
    <Table.Tr>
      <Table.Td>
        {employee.name}
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {note}
        </Text>
      </Table.Td>
      <Table.Td>{formatDate(paidOn)}</Table.Td>
      <Table.Td>
        <MoneyText value={amount} />
      </Table.Td>
      <Table.Td>
        <MoneyText value={settled} />
        {claims.map((claim) => (
          <Text key={claim.id} size="xs" c="dimmed">
            {claim.title}: <MoneyText value={claim.amount} />
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <MoneyText value={open} />
        {isOld && (
          <Badge color="orange" variant="outline" size="sm" ml="xs">
            Open for long
          </Badge>
        )}
      </Table.Td>
      {mayRecord && <Table.Td>{mayReturn && <ReturnForm advance={advance} />}</Table.Td>}
    </Table.Tr>
  );
}

/** Money people have been given beforehand, and what is open of it. */
export function Component() {
  const query = useAdvances();
  const mayRecord = holdsAny(useMe(), 'finance', 'admin');
  const head = ['Person', 'Paid on', 'Amount', 'Used by claims', 'Open'];
  return (
    <>
      <PageHeader
        title="Advances"
        description="An approved claim uses what is open of an advance before anything is paid."
        actions={
          <Button component={Link} to="/requests/new/advance-request" variant="default">
            Ask for an advance
          </Button>
        }
      />
      <ExpenseLinks />
      <Stack>
        {mayRecord && (
          <Section title="Record an advance">
            <AdvanceForm />
          </Section>
        )}
        <PayableAdvances />
        <QueryView query={query}>
          {(advances) =>
            advances.length === 0 ? (
              <EmptyState title="No advances" />
            ) : (
              <ScrollTable label="Advances" head={mayRecord ? [...head, 'Given back'] : head}>
                {advances.map((advance) => (
                  <Row
                    key={`${advance.id} ${advance.open.amount}`}
                    advance={advance}
                    mayRecord={mayRecord}
                  />
                ))}
              </ScrollTable>
            )
          }
        </QueryView>
      </Stack>
    </>
  );
}
