import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { humanise } from '../../../lib/text';
import { useStuck } from '../../stuck/api';
import { useHealth } from '../api';
import { translate } from '../../../lib/i18n/language';

function Parts() {
  return (
    <QueryView query={useHealth()}>
      {({ checks }) => (
        <Stack gap={4}>
          {Object.entries(checks).map(([part, state]) => (
            <Group key={part} justify="space-between" gap="xs">
              <Text size="sm">{humanise(part)}</Text>
              <StatusBadge status={state} />
            </Group>
          ))}
        </Stack>
      )}
    </QueryView>
  );
}

function Stuck() {
  return (
    <QueryView query={useStuck()}>
      {({ items }) => (
        <Text size="sm" component="div">
          {items.length === 0
            ? translate('No workflow, message or mail is stuck.')
            : translate('{{number}} stuck.', { number: items.length })}{' '}
          <Anchor component={Link} to="/admin/stuck" size="sm" underline="always">
            {translate('What is stuck')}
          </Anchor>
        </Text>
      )}
    </QueryView>
  );
}

/** How NETRA itself is: its parts, and what does not go on by itself. Asked apart, as it may take as long as they do. */
export function SystemHealth() {
  return (
    <>
      <Section title={translate('Parts of NETRA')}>
        <Parts />
      </Section>
      <Section title={translate('Stuck workflows')}>
        <Stuck />
      </Section>
    </>
  );
}
