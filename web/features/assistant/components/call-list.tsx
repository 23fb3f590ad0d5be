import { Code, Collapse, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import type { AssistantAnswer } from '../../../../domain/wire/assistant';
import { translateIfKnown, useT } from '../../../lib/i18n/language';
import { humanise } from '../../../lib/text';

type Call = AssistantAnswer['toolCalls'][number];

/** The arguments that say something, as they were given. */
function argsText(args: Record<string, unknown>): string {
  return Object.entries(args)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}

function Looked({ call }: { call: Call }) {
  const t = useT();
  const args = argsText(call.args);
  const rows = t('{{count}} rows', { count: call.rowCount ?? 0 });
  const found = call.outcome === 'unclear' ? t('Asked back') : rows;
  return (
    <Text size="xs" component="li" style={{ overflowWrap: 'anywhere' }}>
      {humanise(call.name)}
      {args && (
        <>
          {' '}
          <Code>{args}</Code>
        </>
      )}
      {`: ${call.refused ? translateIfKnown(call.refused) : found}, ${call.milliseconds} ms`}
    </Text>
  );
}

/** What was looked up for an answer, for those who want to know. */
export function CallList({ calls }: { calls: Call[] }) {
  const t = useT();
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  if (calls.length === 0) return null;
  return (
    <Stack gap={4} align="flex-start">
      <UnstyledButton
        fz="xs"
        td="underline"
        aria-expanded={opened}
        aria-controls={id}
        onClick={toggle}
      >
        {opened ? t('Hide what was looked up') : t('What was looked up')}
      </UnstyledButton>
      <Collapse expanded={opened} id={id} keepMounted={false}>
        <Stack component="ul" gap={4} m={0} pl="md">
          {calls.map((call, index) => (
            <Looked key={index} call={call} />
          ))}
        </Stack>
      </Collapse>
    </Stack>
  );
}
