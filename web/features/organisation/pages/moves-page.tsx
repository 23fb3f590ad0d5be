import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { holdsAny, useMe } from '../../../lib/session';
import { MoveTable } from '../components/move-table';
import { useMoves } from '../move-api';

function Moves() {
  const moves = useMoves(null);
  return (
    <QueryView query={moves}>
      {(found) =>
        found.length === 0 ? (
          <EmptyState title="Nothing is planned">
            Plan a change on the page of the person it is of.
          </EmptyState>
        ) : (
          <MoveTable moves={found} named />
        )
      }
    </QueryView>
  );
}

/** What changes about people from a day on, and what could not be. */
export function Component() {
  const me = useMe();
  return (
    <>
      <PageHeader
        title="Planned changes"
        description="Made by themselves on their day. Until then they can be cancelled."
      />
      {holdsAny(me, 'admin', 'hr') ? (
        <Moves />
      ) : (
        <EmptyState title="This page is for HR and admins" />
      )}
    </>
  );
}
