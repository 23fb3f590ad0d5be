import type { ReactNode } from 'react';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { holdsAny, useMe } from '../../../lib/session';

/** Spares others a page the API would refuse them. */
export function FinanceOnly({ title, children }: { title: string; children: ReactNode }) {
  if (holdsAny(useMe(), 'finance', 'admin')) return children;
  return (
    <>
      <PageHeader title={title} />
      <EmptyState title="This page is for finance" />
    </>
  );
}
