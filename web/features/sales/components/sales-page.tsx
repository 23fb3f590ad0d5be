import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { AreaLinks } from '../../../components/area-links';
import { PageHeader } from '../../../components/page-header';
import { holdsAny, useMe } from '../../../lib/session';

const PLACES = [
  { to: '/sales', label: 'Pipeline' },
  { to: '/deals', label: 'Deals' },
  { to: '/customers', label: 'Customers' },
  { to: '/sales/forecast', label: 'Forecast' },
  { to: '/sales/import', label: 'Import', isForSellers: true },
];

/** Whether one works with customers and deals, as the API judges it. */
export function useSells(): boolean {
  const me = useMe();
  return me.department?.kind === 'sales' || holdsAny(me, 'admin');
}

/** A page of sales: its header and the way to the others. */
export function SalesPage(props: {
  title: string;
  description?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const sells = useSells();
  return (
    <>
      <PageHeader title={props.title} description={props.description} actions={props.actions} />
      <AreaLinks
        label="Sales"
        places={PLACES.filter(({ isForSellers }) => sells || !isForSellers)}
      />
      <Stack>{props.children}</Stack>
    </>
  );
}
