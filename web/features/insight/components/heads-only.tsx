import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { holdsAny, useMe } from '../../../lib/session';

/** Spares others a page the API would refuse them. */
export function HeadsOnly({ children }: { children: ReactNode }) {
  if (holdsAny(useMe(), 'admin', 'department-head')) return children;
  return (
    <>
      <PageHeader title="Insight" />
      <EmptyState title="This page is for admins and department heads" />
    </>
  );
}
