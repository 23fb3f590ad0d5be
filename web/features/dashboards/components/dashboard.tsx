import { SimpleGrid } from '@mantine/core';
import { QueryView } from '../../../components/query-view';
import { useDashboard } from '../api';
import { FigureCard } from './figure-card';
import { SystemHealth } from './system-health';
import { useView, ViewSwitch } from './view-switch';

/** The figures of one of my dashboards, and the way to the others. */
export function Dashboard() {
  const { view } = useView();
  return (
    <>
      <ViewSwitch />
      <QueryView query={useDashboard(view)}>
        {({ figures }) => (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            {view === 'admin' && <SystemHealth />}
            {figures.map((figure) => (
              <FigureCard key={figure.id} figure={figure} />
            ))}
          </SimpleGrid>
        )}
      </QueryView>
    </>
  );
}
