import { Text } from '@mantine/core';
import { PageHeader } from '../../../components/page-header';
import { Dashboard } from '../components/dashboard';
import { useView } from '../components/view-switch';
import { VIEW_NAMES } from '../words';

/** One of my dashboards, by `?view=`. */
export function Component() {
  const { view, asked } = useView();
  return (
    <>
      <PageHeader
        title="Dashboard"
        description={`${VIEW_NAMES[view]}, as of now. Every figure and every bar leads to what it is made of.`}
      />
      {asked !== null && asked !== view && (
        <Text size="sm" mb="md" role="status">
          There is no dashboard “{asked}” for you. This one is.
        </Text>
      )}
      <Dashboard />
    </>
  );
}
