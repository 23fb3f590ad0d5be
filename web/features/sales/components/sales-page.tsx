import { Anchor, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
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
      <Group component="nav" aria-label="Sales" gap="md" mb="md">
        {PLACES.filter(({ isForSellers }) => sells || !isForSellers).map(({ to, label }) => (
          <Anchor key={to} component={NavLink} to={to} end size="sm" underline="always">
            {label}
          </Anchor>
        ))}
      </Group>
      <Stack>{props.children}</Stack>
    </>
  );
}
