import { List, Stack, Table, Text } from '@mantine/core';
import { sayUndo } from '../../../../domain/approvals/policy-words';
import type { Simulation } from '../../../../domain/wire/policies';
import { ScrollTable } from '../../../components/scroll-table';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';

const REASONS: Record<string, string> = {
  rule: 'the rule names them',
  'up-the-line': 'up the line: nobody the rule names may sign',
  'last-resort': 'last resort: nobody up the line may sign',
  substitute: 'stands in',
  nobody: 'nobody may sign: it would wait, and admins would be told',
};

type SimulatedStep = Simulation['steps'][number];

const nameOf = ({ name, onBehalfOf }: SimulatedStep['approvers'][number]) =>
  onBehalfOf ? `${name} for ${onBehalfOf.name}` : name;

// A substitute signs instead of somebody, not beside them.
const signersOf = ({ approvers }: SimulatedStep) =>
  approvers.filter(({ onBehalfOf }) => !onBehalfOf).length;

function Signers({ simulation }: { simulation: Simulation }) {
  const zone = useZone();
  return (
    <ScrollTable label="Who signs" head={['Stage', 'Step', 'Who', 'Why them', 'Due at the latest']}>
      {simulation.steps.map((step) => (
        <Table.Tr key={step.key}>
          <Table.Td>{step.stage + 1}</Table.Td>
          <Table.Td>{step.name}</Table.Td>
          <Table.Td>
            {step.approvers.map(nameOf).join(', ')}
            {signersOf(step) > 1 && (
              <Text size="xs" c="dimmed">
                {step.signatures} of {signersOf(step)} sign
              </Text>
            )}
          </Table.Td>
          <Table.Td>{REASONS[step.reason] ?? step.reason}</Table.Td>
          <Table.Td>{formatInstant(step.dueAt, zone)}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** Who would sign, why them, by when, and which conditions decided. */
export function SimulationResult({ simulation }: { simulation: Simulation }) {
  const { judged, version } = simulation;
  const conditional = judged.filter(({ conditions }) => conditions.length > 0);
  return (
    <Stack gap="sm" aria-live="polite">
      <Text size="sm" c="dimmed">
        By {version === null ? 'the draft' : `version ${version}`}. Later stages assume that the
        first of those asked signs, and that each step takes all its time.
      </Text>
      <Signers simulation={simulation} />
      <Text size="sm">Decisions {sayUndo(simulation.undoSeconds)}.</Text>
      {conditional.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            What decided
          </Text>
          <List size="sm" spacing={4}>
            {conditional.map(({ key, name, applies, conditions }) => (
              <List.Item key={key}>
                <b>{name}</b> {applies ? 'signs' : 'does not sign'}:{' '}
                {conditions.map(({ text }) => text).join('; ')}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}
