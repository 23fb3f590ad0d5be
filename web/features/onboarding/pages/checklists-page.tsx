import { Anchor, Badge, Button, Group, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import type { ChecklistTemplateWire } from '../../../../domain/wire/checklists';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { mutateThen } from '../../../lib/mutate-then';
import { humanise } from '../../../lib/text';
import { useRetireChecklist, useTemplates } from '../api';
import { PURPOSE_WORDS } from '../words';

const address = (id: string) => `/onboardings/checklists/${id}`;

function RetireButton({ checklist }: { checklist: ChecklistTemplateWire }) {
  const retire = useRetireChecklist(checklist.id);
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={retire.isPending}
      aria-label={`Retire ${checklist.name}`}
      onClick={() =>
        mutateThen(retire, undefined, {
          onSuccess: () =>
            notifications.show({ color: 'green', message: `Retired: ${checklist.name}` }),
          onError: ({ message }) => notifications.show({ color: 'red', message }),
        })
      }
    >
      Retire
    </Button>
  );
}

function defaultText({ forRole, forDepartment, forLocation }: ChecklistTemplateWire): string {
  const parts = [forRole && humanise(forRole), forDepartment?.name, forLocation?.name];
  return parts.filter(Boolean).join(', ') || 'By hand only';
}

function Row({ checklist }: { checklist: ChecklistTemplateWire }) {
  const { id, name, purpose, items, retiredAt } = checklist;
  return (
    <Table.Tr>
      <Table.Td>{retiredAt === null ? <Link to={address(id)}>{name}</Link> : name}</Table.Td>
      <Table.Td>{PURPOSE_WORDS[purpose]}</Table.Td>
      <Table.Td>{defaultText(checklist)}</Table.Td>
      <Table.Td>{items.length}</Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            to={`${address('new')}?copy=${id}`}
            aria-label={`Copy ${name}`}
          >
            Copy
          </Button>
          {retiredAt === null ? (
            <RetireButton checklist={checklist} />
          ) : (
            <Badge variant="outline" color="gray" tt="none" className="blocking-badge">
              Retired
            </Badge>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** The checklists that onboardings and off-boardings start from. */
export function Component() {
  const query = useTemplates();
  return (
    <>
      <PageHeader
        title="Checklists"
        description={
          <>
            What an onboarding or an off-boarding starts with. Whoever has started keeps the tasks
            they have.{' '}
            <Anchor component={Link} to="/onboardings" size="sm" underline="always">
              All onboardings
            </Anchor>
          </>
        }
        actions={
          <Button component={Link} to={address('new')}>
            New checklist
          </Button>
        }
      />
      <QueryView query={query}>
        {(checklists) => (
          <ScrollTable
            label="Checklists"
            head={['Name', 'For', 'Default of', 'Tasks', 'What to do']}
          >
            {checklists.map((checklist) => (
              <Row key={checklist.id} checklist={checklist} />
            ))}
          </ScrollTable>
        )}
      </QueryView>
    </>
  );
}
