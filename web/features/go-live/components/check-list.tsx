import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ReadinessWire } from '../../../../domain/wire/readiness';
import { PersonName } from '../../../components/person-name';
import { StatusBadge } from '../../../components/status-badge';
import { useMe } from '../../../lib/session';
import { CheckModal } from './check-modal';

type Check = ReadinessWire['checks'][number];

function CheckRow({ check, onChange }: { check: Check; onChange?: () => void }) {
  const said = check.state === 'not-applicable' ? check.reason : check.evidence;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <Stack gap={2} miw={0}>
          <Text size="sm" fw={600}>
            {check.label}
          </Text>
          <Group gap="xs">
            <PersonName person={check.owner} size="xs" />
            {check.mandatory && (
              <Badge variant="outline" size="sm" tt="none" color="gray">
                Mandatory
              </Badge>
            )}
          </Group>
          {said && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {said}
            </Text>
          )}
        </Stack>
        <Stack gap="xs" align="flex-end">
          <StatusBadge status={check.state} />
          {onChange && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={onChange}
              aria-label={`Change “${check.label}”`}
            >
              Change
            </Button>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}

/** The checks, gate by gate; who owns one, or the plan, says what has become of it. */
export function CheckList({ readiness, isOpen }: { readiness: ReadinessWire; isOpen: boolean }) {
  const me = useMe();
  const [changing, setChanging] = useState<Check | null>(null);
  const gates = [...new Set(readiness.checks.map(({ gate }) => gate))];
  const may = ({ owner }: Check) => isOpen && (readiness.mayEdit || owner.id === me.id);
  return (
    <Stack gap="md">
      {gates.map((gate) => (
        <Stack key={gate} gap="xs">
          <Title order={3} size="h5">
            {gate}
          </Title>
          {readiness.checks
            .filter((check) => check.gate === gate)
            .map((check) => (
              <CheckRow
                key={check.id}
                check={check}
                onChange={may(check) ? () => setChanging(check) : undefined}
              />
            ))}
        </Stack>
      ))}
      {changing && (
        <CheckModal
          projectId={readiness.project.id}
          check={changing}
          onClose={() => setChanging(null)}
        />
      )}
    </Stack>
  );
}
