import { EmptyState } from '../../../components/empty-state';
import { NewRequestButton } from '../../../components/new-request-button';
import { QueryView } from '../../../components/query-view';
import { formatDate } from '../../../../domain/dates/format';
import { useSearchFilters } from '../../../lib/search-filters';
import { usePipeline } from '../api';
import { Board } from '../components/board';
import { OwnerFilter } from '../components/owner-filter';
import { SalesPage, useSells } from '../components/sales-page';

/** The deals one may see, by stage. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['ownerId'] as const);
  const pipeline = usePipeline(filters.ownerId);
  const sells = useSells();
  const since = pipeline.data && formatDate(pipeline.data.closedSince);
  return (
    <SalesPage
      title="Sales"
      description={since && `Won and lost ones since ${since}.`}
      actions={sells && <NewRequestButton to="/deals/new">New deal</NewRequestButton>}
    >
      <OwnerFilter value={filters.ownerId} onChange={(id) => setFilter('ownerId', id)} />
      <QueryView query={pipeline}>
        {(board) =>
          board.stages.every(({ sums }) => sums.length === 0) ? (
            <EmptyState title="No deals">There is none that you may see.</EmptyState>
          ) : (
            <Board board={board} ownerId={filters.ownerId} />
          )
        }
      </QueryView>
    </SalesPage>
  );
}
