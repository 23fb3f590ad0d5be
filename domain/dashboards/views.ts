import type { Role } from '../roles';

/** The dashboards, one for each part somebody has in the company. */
export const VIEWS = ['employee', 'manager', 'hr', 'finance', 'admin'] as const;
/** @see VIEWS */
export type View = (typeof VIEWS)[number];

const FOR: Record<View, Role[] | 'everybody'> = {
  employee: 'everybody',
  manager: ['manager', 'department-head', 'admin'],
  hr: ['hr', 'admin'],
  finance: ['finance', 'admin'],
  admin: ['admin'],
};

/** The dashboards somebody with these roles has; the last one is that of their widest part. */
export function viewsOf(roles: readonly Role[]): View[] {
  return VIEWS.filter((view) => {
    const wanted = FOR[view];
    return wanted === 'everybody' || wanted.some((role) => roles.includes(role));
  });
}
