import { Checkbox, Table, Text } from '@mantine/core';
import { ROLES, type Role } from '../../../../domain/roles';
import type { AssistantSettings } from '../../../../domain/wire/assistant-threads';
import { ProblemNote } from '../../../components/problem-note';
import { ScrollTable } from '../../../components/scroll-table';
import { humanise } from '../../../lib/text';
import { useChangeSettings } from '../api';

type ToolSetting = AssistantSettings['tools'][number];

const without = (roles: Role[], role: Role) => roles.filter((one) => one !== role);

/** Which role may use which tool. Whoever holds several roles may use what any of them may. */
export function ToolTable({ tools }: { tools: ToolSetting[] }) {
  const change = useChangeSettings();
  const set = (name: string, role: Role, isOff: boolean) =>
    change.mutate({
      tools: tools.map((tool) =>
        tool.name === name
          ? { ...tool, offFor: [...without(tool.offFor, role), ...(isOff ? [role] : [])] }
          : tool,
      ),
    });
  return (
    <>
      <ProblemNote title="Not changed" problem={change.error} />
      <ScrollTable label="Which role may use which tool" head={['Tool', ...ROLES.map(humanise)]}>
        {tools.map((tool) => (
          <Table.Tr key={tool.name}>
            <Table.Td>
              <Text size="sm">{tool.title}</Text>
              <Text size="xs" c="dimmed">
                {tool.name}
              </Text>
            </Table.Td>
            {ROLES.map((role) => (
              <Table.Td key={role}>
                <Checkbox
                  aria-label={`${tool.title} for ${humanise(role)}`}
                  checked={!tool.offFor.includes(role)}
                  disabled={change.isPending}
                  onChange={({ currentTarget }) => set(tool.name, role, !currentTarget.checked)}
                />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </ScrollTable>
    </>
  );
}
