import { Code, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { COMMANDS } from '../../../../domain/chat/commands';
import { formatDate, formatDateRange } from '../../../../domain/dates/format';
import { PersonName } from '../../../components/person-name';
import { QueryView } from '../../../components/query-view';
import { useAbsences } from '../../leave/api';
import { COMMAND_LIST, commandId, type CommandControls } from '../use-commands';

function Offered({ commands }: { commands: CommandControls }) {
  if (commands.offered.length === 0) return null;
  return (
    <Paper withBorder p={4} mb={4}>
      <div role="listbox" id={COMMAND_LIST} aria-label="Commands">
        {commands.offered.map(({ name, use, does }, at) => (
          <Group
            key={name}
            id={commandId(at)}
            role="option"
            aria-selected={at === commands.at}
            className="command-option"
            gap="xs"
            px="xs"
            py={4}
            // The line one writes in keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => commands.complete(name)}
          >
            <Text size="sm" fw={600}>
              {use}
            </Text>
            <Text size="sm" c="dimmed">
              {does}
            </Text>
          </Group>
        ))}
      </div>
    </Paper>
  );
}

function WhoIsOut({ from, to }: { from: string; to: string }) {
  const absences = useAbsences(from, to);
  return (
    <QueryView query={absences}>
      {(items) =>
        items.length === 0 ? (
          <Text size="sm">Nobody you work with is away.</Text>
        ) : (
          <Stack gap="xs">
            {items.map((absence) => (
              <Group
                key={`${absence.employee.id}-${absence.from}`}
                justify="space-between"
                gap="xs"
              >
                <PersonName person={absence.employee} />
                <Text size="sm" c="dimmed">
                  {formatDateRange(absence.from, absence.to)}
                </Text>
              </Group>
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

function Help() {
  return (
    <Stack gap="xs">
      {COMMANDS.map(({ name, use, does }) => (
        <div key={name}>
          <Code>{use}</Code>
          <Text size="sm">{does}</Text>
        </div>
      ))}
      <Text size="sm" c="dimmed">
        Two slashes send a text that starts with one.
      </Text>
    </Stack>
  );
}

function titleOf(dialog: CommandControls['dialog']): string {
  if (dialog?.kind !== 'who-is-out') return 'Commands';
  const { from, to } = dialog;
  return `Who is out, ${from === to ? formatDate(from) : formatDateRange(from, to)}`;
}

/** What is offered while a command is written, what was not understood of it, and what it shows. */
export function CommandHelp({ commands }: { commands: CommandControls }) {
  const { dialog, problem, close } = commands;
  return (
    <>
      <Offered commands={commands} />
      {problem && (
        <Text size="sm" fw={600} role="alert" mb={4}>
          {problem}
        </Text>
      )}
      <Modal opened={dialog !== null} onClose={close} title={titleOf(dialog)}>
        {dialog?.kind === 'who-is-out' && <WhoIsOut from={dialog.from} to={dialog.to} />}
        {dialog?.kind === 'help' && <Help />}
      </Modal>
    </>
  );
}
