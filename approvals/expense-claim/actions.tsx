import { Anchor, Group, Text } from '@mantine/core';
import type { Approval } from '../../domain/wire/approvals';
import { receiptAddress } from '../../web/components/receipt-field';
import type { ExpenseClaimDetails } from './definition';

/** The receipts of a claim, to be looked at by whoever may see it. */
export function Actions({ approval }: { approval: Approval }) {
  const { receiptNames = [] } = approval.data as ExpenseClaimDetails;
  if (receiptNames.length === 0) return null;
  return (
    <Group component="section" gap="xs" aria-label="Receipts">
      <Text size="sm" c="dimmed">
        Receipts
      </Text>
      {receiptNames.map(({ id, name }) => (
        <Anchor key={id} href={receiptAddress(id)} target="_blank" size="sm" underline="always">
          {name}
        </Anchor>
      ))}
    </Group>
  );
}
