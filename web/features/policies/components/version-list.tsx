import { Accordion, Group, List, Text } from '@mantine/core';
import { sayStep } from '../../../../domain/approvals/policy-words';
import type { PolicyPage, PolicyVersionWire } from '../../../../domain/wire/policies';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';

function Facts({ version }: { version: PolicyVersionWire }) {
  const { publishedBy, publishedAt, effectiveFrom, note } = version;
  const zone = useZone();
  if (!publishedBy || !publishedAt) return <Text size="sm">Comes with the kind of request.</Text>;
  return (
    <>
      <Text size="sm">{note}</Text>
      <Text size="xs" c="dimmed">
        Published by {publishedBy.name}, {formatInstant(publishedAt, zone)}
        {effectiveFrom && `; in effect from ${formatInstant(effectiveFrom, zone)}`}
      </Text>
    </>
  );
}

/** Every version, newest first, each with its steps in words. */
export function VersionList({ page }: { page: PolicyPage }) {
  const naming = (id: string) => page.names[id] ?? id;
  return (
    <Section title="Versions">
      <Accordion variant="separated" chevronPosition="left" order={3}>
        {page.versions.map((version) => (
          <Accordion.Item key={version.version} value={String(version.version)}>
            <Accordion.Control>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  Version {version.version}
                </Text>
                <StatusBadge status={version.state} />
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Facts version={version} />
              <List type="ordered" size="sm" mt="xs" spacing={4}>
                {version.policy.steps.map((step) => (
                  <List.Item key={step.key}>
                    <b>{step.name}</b> (stage {step.stage + 1}): {sayStep(step, naming)}
                  </List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}
