import { createBrowserRouter, type RouteObject } from 'react-router';
import { RouteError } from './route-error';
import { Shell } from './shell';

type PageModule = Promise<{ Component: React.ComponentType }>;

const page = (path: string, lazy: () => PageModule): RouteObject => ({ path, lazy });

const pages: RouteObject[] = [
  { index: true, lazy: () => import('../features/home/pages/home-page') },
  page('inbox', () => import('../features/approvals/pages/inbox-page')),
  page('inbox/:id', () => import('../features/approvals/pages/inbox-page')),
  page('approvals/:id', () => import('../features/approvals/pages/approval-page')),
  page('approvals/:id/change', () => import('../features/requests/pages/change-request-page')),
  page('chat', () => import('../features/chat/pages/chat-page')),
  page('chat/search', () => import('../features/chat/pages/chat-search-page')),
  page('chat/:id', () => import('../features/chat/pages/chat-page')),
  page('help/audits', () => import('../features/chat-audit/pages/about-page')),
  page('chat-audits', () => import('../features/chat-audit/pages/audits-page')),
  page('requests', () => import('../features/approvals/pages/my-requests-page')),
  page('requests/new/:kind', () => import('../features/requests/pages/new-request-page')),
  page('leave', () => import('../features/leave/pages/leave-page')),
  page('leave/account', () => import('../features/leave/pages/account-page')),
  page('expenses', () => import('../features/expenses/pages/expenses-page')),
  page('expenses/policy', () => import('../features/expenses/pages/policy-page')),
  page('expenses/rates', () => import('../features/expenses/pages/rates-page')),
  page('expenses/payments', () => import('../features/expenses/pages/payments-page')),
  page('expenses/advances', () => import('../features/expenses/pages/advances-page')),
  page('projects', () => import('../features/projects/pages/projects-page')),
  page('projects/:id', () => import('../features/projects/pages/project-page')),
  page('projects/:id/readiness', () => import('../features/go-live/pages/readiness-page')),
  page('people', () => import('../features/people/pages/people-page')),
  page('people/chart', () => import('../features/organisation/pages/chart-page')),
  page('people/import', () => import('../features/organisation/pages/import-page')),
  page('people/moves', () => import('../features/organisation/pages/moves-page')),
  page('people/:id', () => import('../features/people/pages/person-page')),
  page('departments', () => import('../features/organisation/pages/departments-page')),
  page('departments/:id', () => import('../features/organisation/pages/department-page')),
  page('tasks', () => import('../features/onboarding/pages/my-tasks-page')),
  page('onboardings', () => import('../features/onboarding/pages/onboardings-page')),
  page('onboardings/:id', () => import('../features/onboarding/pages/onboarding-page')),
  page('calendars', () => import('../features/calendars/pages/calendars-page')),
  page('insight', () => import('../features/insight/pages/insight-page')),
  page('insight/cases', () => import('../features/insight/pages/cases-page')),
  page('notifications', () => import('../features/notifications/pages/notifications-page')),
  page('notifications/settings', () => import('../features/notifications/pages/settings-page')),
  page('substitutes', () => import('../features/substitutes/pages/substitutes-page')),
  page('account', () => import('../features/account/pages/account-page')),
  page('admin/mail', () => import('../features/mail/pages/mail-page')),
  page('admin/mail/templates', () => import('../features/mail/pages/templates-page')),
  page('admin/mail/settings', () => import('../features/mail/pages/settings-page')),
  page('admin/mail/:id', () => import('../features/mail/pages/mail-detail-page')),
  page('admin/policies', () => import('../features/policies/pages/policies-page')),
  page('admin/policies/groups', () => import('../features/policies/pages/groups-page')),
  page('admin/policies/:kind', () => import('../features/policies/pages/policy-page')),
  page('admin/leave', () => import('../features/leave-policies/pages/leave-policies-page')),
  page('admin/audit', () => import('../features/audit/pages/audit-page')),
  page('admin/restrictions', () => import('../features/restrictions/pages/restrictions-page')),
  page('admin/conversations', () => import('../features/chat-audit/pages/conversations-page')),
  page('admin/conversations/:id', () => import('../features/chat-audit/pages/conversation-page')),
  page('admin/retention', () => import('../features/chat-audit/pages/retention-page')),
  page('admin/stuck', () => import('../features/stuck/pages/stuck-page')),
  page('*', () => import('./not-found-page')),
];

/** Every page is its own chunk, under the shell that stays. */
export const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: () => import('../features/auth/pages/sign-in-page'),
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
  },
  {
    path: '/',
    Component: Shell,
    HydrateFallback: () => null,
    children: [{ ErrorBoundary: RouteError, children: pages }],
  },
]);
