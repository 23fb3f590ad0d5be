import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { QueryView } from '../../../components/query-view';
import { usePersonalDetails } from '../api';
import { factsOf } from '../words';

/** Address, emergency contact and the like, as they were accepted; for the person, HR and admins. */
export function PersonalDetails({ personId }: { personId: string }) {
  const query = usePersonalDetails(personId);
  return (
    <QueryView query={query}>
      {({ details }) =>
        details ? <FactList facts={factsOf(details)} /> : <EmptyState title="None are kept" />
      }
    </QueryView>
  );
}
