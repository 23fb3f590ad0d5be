import { Anchor, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ProjectRow } from '../../../../domain/wire/records';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { PersonName } from '../../../components/person-name';
import { StatusBadge } from '../../../components/status-badge';
import { sayDate } from '../../../lib/dates';
import { keys } from '../../../lib/query-keys';
import { usePages } from '../../../lib/use-pages';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { useSort } from '../../lists/use-sort';
import { useT } from '../../../lib/i18n/language';

function ProjectCard({ project }: { project: ProjectRow }) {
  return (
    <Paper withBorder style={{ overflow: 'hidden' }}>
      <Link
        to={`/projects/${project.id}`}
        className="row-card"
        style={{ padding: 12, height: '100%' }}
      >
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
          <Stack gap={2} miw={0}>
            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
              {project.name}
            </Text>
            <Text size="sm" c="dimmed">
              {project.code}, {project.customer}
            </Text>
            <PersonName person={project.manager} size="xs" />
          </Stack>
          <StatusBadge status={project.status} />
        </Group>
      </Link>
    </Paper>
  );
}

const CELLS: Cells<'projects', ProjectRow> = {
  code: ({ code }) => code,
  name: ({ id, name }) => (
    <Anchor component={Link} to={`/projects/${id}`} size="sm" fw={600}>
      {name}
    </Anchor>
  ),
  customer: ({ customer }) => customer,
  department: ({ department }) => department.name,
  manager: ({ manager }) => manager.name,
  status: ({ status }) => <StatusBadge status={status} />,
  starts: ({ startsOn }) => sayDate(startsOn),
  live: ({ liveOn }) => liveOn && sayDate(liveOn),
};

/** The projects I may see. */
export function Component() {
  const t = useT();
  const sort = useSort('projects');
  const pages = usePages<ProjectRow>({
    key: keys.projects({ list: 'all' }),
    path: '/projects',
    query: { limit: 30 },
    sort: sort.asked,
  });
  const columns = useColumns('projects', null);
  return (
    <>
      <PageHeader
        title={t('Projects')}
        actions={<ExportMenu list="projects" filters={{ cols: columns.cols, sort: sort.asked }} />}
      />
      <ListTools columns={columns} />
      <PageList
        pages={pages}
        empty={<EmptyState title={t('No projects')}>{t('You are on no project yet.')}</EmptyState>}
      >
        {(projects) =>
          columns.shown ? (
            <ColumnTable
              list="projects"
              label={t('Projects')}
              columns={columns.shown}
              cells={CELLS}
              sort={sort}
              rows={projects}
            />
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              {projects.map((project) => (
                <ProjectCard key={project.id} project={project} />
              ))}
            </SimpleGrid>
          )
        }
      </PageList>
    </>
  );
}
