import { Anchor } from '@mantine/core';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ChecklistTemplateWire } from '../../../../domain/wire/checklists';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { useTemplate } from '../api';
import { ChecklistEditor } from '../components/checklist-editor';

const All = (
  <Anchor component={Link} to="/onboardings/checklists" size="sm">
    All checklists
  </Anchor>
);

function New({ copyOf }: { copyOf?: ChecklistTemplateWire }) {
  return (
    <>
      <PageHeader
        title={copyOf ? `New checklist, like ${copyOf.name}` : 'New checklist'}
        description={All}
      />
      <ChecklistEditor copyOf={copyOf} />
    </>
  );
}

function Copy({ id }: { id: string }) {
  return <QueryView query={useTemplate(id)}>{(checklist) => <New copyOf={checklist} />}</QueryView>;
}

function Change({ id }: { id: string }) {
  return (
    <QueryView query={useTemplate(id)}>
      {(checklist) => (
        <>
          <PageHeader title={`Checklist: ${checklist.name}`} description={All} />
          {checklist.retiredAt === null ? (
            <ChecklistEditor key={checklist.revision} changed={checklist} />
          ) : (
            <EmptyState title="It was retired">Copy it to go on with its tasks.</EmptyState>
          )}
        </>
      )}
    </QueryView>
  );
}

/** One checklist to be changed, or a new one, empty or like another. */
export function Component() {
  const { id = '' } = useParams();
  const copy = useSearchParams()[0].get('copy');
  if (id !== 'new') return <Change key={id} id={id} />;
  return copy === null ? <New key="new" /> : <Copy key={copy} id={copy} />;
}
