import { Button, Checkbox, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { ROLES, type Role } from '../../../../domain/roles';
import type { AssistantSettings } from '../../../../domain/wire/assistant-threads';
import { ProblemNote } from '../../../components/problem-note';
import { ScrollTable } from '../../../components/scroll-table';
import { humanise } from '../../../lib/text';
import { useChangeSettings } from '../api';
import { FieldModal } from './field-modal';

type ToolSetting = AssistantSettings['tools'][number];

function ToolRow(props: {
  tool: ToolSetting;
  isSaving: boolean;
  onChange: (change: Partial<ToolSetting>) => void;
  onFields: () => void;
}) {
  const { tool } = props;
  const set = (role: Role, isOff: boolean) => {
    const others = tool.offFor.filter((one) => one !== role);
    props.onChange({ offFor: isOff ? [...others, role] : others });
  };
  return (
    <Table.Tr>
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
            disabled={props.isSaving}
            onChange={({ currentTarget }) => set(role, !currentTarget.checked)}
          />
        </Table.Td>
      ))}
      <Table.Td>
        {tool.fields.length > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Columns of ${tool.title}`}
            onClick={props.onFields}
          >
            Columns …
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Which role may use which tool. Whoever holds several roles may use what any of them may. */
export function ToolTable({ tools }: { tools: ToolSetting[] }) {
  const change = useChangeSettings();
  const [opened, setOpened] = useState<string | null>(null);
  const inModal = tools.find(({ name }) => name === opened);
  const changeTool = (name: string) => (part: Partial<ToolSetting>) =>
    change.mutate({
      tools: tools.map((tool) => (tool.name === name ? { ...tool, ...part } : tool)),
    });
  return (
    <>
      <ProblemNote title="Not changed" problem={change.error} />
      <ScrollTable
        label="Which role may use which tool"
        head={['Tool', ...ROLES.map(humanise), 'Columns']}
      >
        {tools.map((tool) => (
          <ToolRow
            key={tool.name}
            tool={tool}
            isSaving={change.isPending}
            onChange={changeTool(tool.name)}
            onFields={() => setOpened(tool.name)}
          />
        ))}
      </ScrollTable>
      {inModal && (
        <FieldModal
          tool={inModal}
          isSaving={change.isPending}
          onChange={(hiddenFields) => changeTool(inModal.name)({ hiddenFields })}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
