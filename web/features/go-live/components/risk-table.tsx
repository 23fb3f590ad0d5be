import { Table, Text } from '@mantine/core';
import type { ReadinessWire } from '../../../../domain/wire/readiness';
import { PersonName } from '../../../components/person-name';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';

/** The risk register, the heaviest first. */
export function RiskTable({ risks }: { risks: ReadinessWire['risks'] }) {
  if (risks.length === 0) return <Text size="sm">No risk is known.</Text>;
  return (
    <ScrollTable label="Risk register" head={['Risk', 'Weight', 'Kept small by', 'Owner', 'State']}>
      {[...risks]
        .sort((a, b) => b.score - a.score)
        .map((risk) => (
          <Table.Tr key={`${risk.title} ${risk.owner.id}`}>
            <Table.Td>{risk.title}</Table.Td>
            <Table.Td>
              {risk.score} of 25 ({risk.probability} × {risk.impact})
            </Table.Td>
            <Table.Td>{risk.mitigation || '–'}</Table.Td>
            <Table.Td>
              <PersonName person={risk.owner} size="xs" />
            </Table.Td>
            <Table.Td>
              <StatusBadge status={risk.state} />
            </Table.Td>
          </Table.Tr>
        ))}
    </ScrollTable>
  );
}
