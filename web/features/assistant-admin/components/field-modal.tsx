import { Checkbox, Modal, Stack, Table, Text } from '@mantine/core';
import { ROLES, type Role } from '../../../../domain/roles';
import type { AssistantSettings } from '../../../../domain/wire/assistant-threads';
import { ScrollTable } from '../../../components/scroll-table';
import { humanise } from '../../../lib/text';

type ToolSetting = AssistantSettings['tools'][number];
type HiddenField = ToolSetting['hiddenFields'][number];

const isOf =
  (role: Role, field: string) =>
  (hidden: HiddenField): boolean =>
    hidden.role === role && hidden.field === field;

/** Which columns of a tool which role is shown. */
export function FieldModal(props: {
  tool: ToolSetting;
  isSaving: boolean;
  onChange: (hiddenFields: HiddenField[]) => void;
  onClose: () => void;
}) {
  const { tool } = props;
  const set = (role: Role, field: string, isShown: boolean) => {
    const others = tool.hiddenFields.filter((hidden) => !isOf(role, field)(hidden));
    props.onChange(isShown ? others : [...others, { role, field }]);
  };
  return (
    <Modal
      opened
      size="xl"
      onClose={props.onClose}
      title={`Columns of ${tool.title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          A column that is hidden counts in no sum, no chart and no file either.
        </Text>
        <ScrollTable
          label={`Which role is shown which column of ${tool.title}`}
          head={['Column', ...ROLES.map(humanise)]}
        >
          {tool.fields.map(({ key, label }) => (
            <Table.Tr key={key}>
              <Table.Td>{label}</Table.Td>
              {ROLES.map((role) => (
                <Table.Td key={role}>
                  <Checkbox
                    aria-label={`${label} for ${humanise(role)}`}
                    checked={!tool.hiddenFields.some(isOf(role, key))}
                    disabled={props.isSaving}
                    onChange={({ currentTarget }) => set(role, key, currentTarget.checked)}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </ScrollTable>
      </Stack>
    </Modal>
  );
}
