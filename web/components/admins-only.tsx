import type { ReactNode } from 'react';
import { holdsAny, useMe } from '../lib/session';
import { EmptyState } from './empty-state';
import { PageHeader } from './page-header';

/** Spares others a page the API would refuse them. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  if (holdsAny(useMe(), 'admin')) return children;
  return (
    <>
      <PageHeader title="Administration" />
      <EmptyState title="This page is for admins" />
    </>
  );
}
