import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { AreaLinks } from '../../../components/area-links';
import { PageHeader } from '../../../components/page-header';
import { holdsAny, useMe } from '../../../lib/session';

const PLACES = [
  { to: '/incentives', label: 'Statements', roles: null },
  { to: '/incentives/runs', label: 'Runs', roles: ['finance', 'department-head', 'admin'] },
  { to: '/incentives/plans', label: 'Plans', roles: null },
] as const;

/** A page about incentives, with the way to the others one may open. */
export function IncentivesPage(props: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  const me = useMe();
  const places = PLACES.filter(({ roles }) => roles === null || holdsAny(me, ...roles));
  return (
    <>
      <PageHeader title={props.title} description={props.description} />
      <AreaLinks label="Incentives" places={places} />
      <Stack gap="md">{props.children}</Stack>
    </>
  );
}
