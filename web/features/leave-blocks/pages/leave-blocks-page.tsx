import { Button, Stack } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { useLeaveBlocks } from '../api';
import { BlockCard } from '../components/block-card';
import { BlockModal } from '../components/block-modal';

/** What no id is. */
const NEW = 'new';

/** Days on which leave is refused or warned of: one's own, and for HR and heads those they keep. */
export function Component() {
  const mayKeep = holdsAny(useMe(), 'hr', 'admin', 'department-head');
  const query = useLeaveBlocks();
  // What is edited stands in the address, so that a link opens it.
  const { filters, setFilter } = useSearchFilters(['edit'] as const);
  return (
    <>
      <PageHeader
        title="Block dates"
        description="Days on which leave is refused or only warned of. Leave that was asked for before stays."
        actions={
          mayKeep && <Button onClick={() => setFilter('edit', NEW)}>Name block dates</Button>
        }
      />
      <QueryView query={query}>
        {(blocks) => {
          const edited = blocks.find(({ id, mayChange }) => id === filters.edit && mayChange);
          return (
            <Stack gap="md">
              {blocks.length === 0 && (
                <EmptyState title="No block dates ahead">
                  Leave can be asked for any day.
                </EmptyState>
              )}
              {blocks.map((block) => (
                <BlockCard
                  key={block.id}
                  block={block}
                  onEdit={() => setFilter('edit', block.id)}
                />
              ))}
              <BlockModal
                key={filters.edit}
                block={edited}
                opened={edited !== undefined || (mayKeep && filters.edit === NEW)}
                onClose={() => setFilter('edit', null)}
              />
            </Stack>
          );
        }}
      </QueryView>
    </>
  );
}
