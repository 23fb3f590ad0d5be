import { ActionIcon, Button, Group, NumberInput, Select, Stack, Table, Text } from '@mantine/core';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useState } from 'react';
import { checkShares, percentText } from '../../../../domain/sales/shares';
import type { DealWire } from '../../../../domain/wire/deals';
import { MoneyText } from '../../../components/money-text';
import { ProblemNote } from '../../../components/problem-note';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useSalesPeople, useShareDeal } from '../api';

interface Line {
  employeeId: string | null;
  percent: number | string;
}

const toShares = (lines: Line[]) =>
  lines.map(({ employeeId, percent }) => ({
    employeeId: employeeId ?? '',
    bps: Math.round(Number(percent) * 100),
  }));

function SplitLine(props: {
  line: Line;
  place: number;
  people: { value: string; label: string }[];
  onChange: (line: Line) => void;
  onRemove?: () => void;
}) {
  const { line, place, people, onChange, onRemove } = props;
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <Select
        label={`Person ${place}`}
        searchable
        data={people}
        value={line.employeeId}
        onChange={(employeeId) => onChange({ ...line, employeeId })}
        style={{ flex: 1 }}
      />
      <NumberInput
        label={`Share ${place}`}
        suffix=" %"
        w={110}
        min={0}
        max={100}
        decimalScale={2}
        value={line.percent}
        onChange={(percent) => onChange({ ...line, percent })}
      />
      {onRemove && (
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={`Remove person ${place}`}
          onClick={onRemove}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

/** People who have a share already can be chosen even when they have left. */
function useChoices({ splits }: DealWire) {
  const sellers = useSalesPeople('seller');
  const known = new Map(splits.map(({ employee }) => [employee.id, employee.name]));
  for (const { value, label } of sellers) known.set(value, label);
  return [...known].map(([value, label]) => ({ value, label }));
}

function SplitEditor({ deal, onDone }: { deal: DealWire; onDone: () => void }) {
  const share = useShareDeal(deal.id);
  const people = useChoices(deal);
  const [lines, setLines] = useState<Line[]>(
    deal.splits.map(({ employee, bps }) => ({ employeeId: employee.id, percent: bps / 100 })),
  );
  const shares = toShares(lines);
  const [problem] = checkShares(shares);
  const isIncomplete = shares.some(({ employeeId, bps }) => !employeeId || !(bps > 0));
  const save = () =>
    mutateThen(share, { revision: deal.revision, splits: shares }, { onSuccess: onDone });
  return (
    <Stack gap="sm">
      <ProblemNote title="The shares were not changed" problem={share.error} />
      {lines.map((line, at) => (
        <SplitLine
          key={at}
          line={line}
          place={at + 1}
          people={people}
          onChange={(next) => setLines(lines.map((old, place) => (place === at ? next : old)))}
          onRemove={
            lines.length > 1 ? () => setLines(lines.filter((_, place) => place !== at)) : undefined
          }
        />
      ))}
      <Text size="sm" role="status" c={problem ? 'red.9' : undefined}>
        {problem?.message ?? 'The shares come to 100 %'}
      </Text>
      <Group>
        <Button
          variant="default"
          onClick={() => setLines([...lines, { employeeId: null, percent: '' }])}
        >
          Add a person
        </Button>
        <Button
          onClick={save}
          loading={share.isPending}
          disabled={problem !== undefined || isIncomplete}
        >
          Save the shares
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave them
        </Button>
      </Group>
    </Stack>
  );
}

/** Whose a deal is, and a place to change that where one may. */
export function Splits({ deal }: { deal: DealWire }) {
  const [isEditing, setEditing] = useState(false);
  const actions = deal.may.share && !isEditing && (
    <Button size="xs" variant="default" onClick={() => setEditing(true)}>
      Change the shares
    </Button>
  );
  return (
    <Section title="Shares" actions={actions}>
      {isEditing ? (
        <SplitEditor deal={deal} onDone={() => setEditing(false)} />
      ) : (
        <ScrollTable label="Shares" head={['Person', 'Share', 'Of the amount']}>
          {deal.splits.map(({ employee, bps, amount }) => (
            <Table.Tr key={employee.id}>
              <Table.Td>{employee.name}</Table.Td>
              <Table.Td>{percentText(bps)}</Table.Td>
              <Table.Td>
                <MoneyText value={amount} />
              </Table.Td>
            </Table.Tr>
          ))}
        </ScrollTable>
      )}
    </Section>
  );
}
