import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { AdminsOnly } from '../../../components/admins-only';
import { PageHeader } from '../../../components/page-header';

const PAGES = [
  { to: '/admin/assistant', label: 'Settings' },
  { to: '/admin/assistant/usage', label: 'Usage' },
  { to: '/admin/assistant/audit', label: 'Prompts' },
  { to: '/admin/assistant/readings', label: 'Who read them' },
];

/** A page of the assistant's administration, with ways to the others. */
export function AdminPage(props: { title: string; description: string; children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <AdminsOnly>
      <PageHeader
        title={props.title}
        description={props.description}
        actions={PAGES.filter(({ to }) => to !== pathname).map(({ to, label }) => (
          <Button key={to} variant="default" component={Link} to={to}>
            {label}
          </Button>
        ))}
      />
      {props.children}
    </AdminsOnly>
  );
}
