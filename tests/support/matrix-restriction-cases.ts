import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();

/** Restrictions are the admins' alone, and nobody's for themselves. */
export const RESTRICTION_CASES: Record<string, Case> = {
  'get /admin/restrictions': (persona) => [
    { path: '/admin/restrictions', expect: persona === 'admin' ? 200 : 403 },
  ],
  'get /admin/users/:id/restrictions': (persona, world) =>
    [nobody, world.api.company.people['sales.rep2']].map((id) => ({
      path: `/admin/users/${id}/restrictions`,
      expect: persona !== 'admin' ? 403 : id === nobody ? 404 : 200,
    })),
  'post /admin/users/:id/restrictions': (persona, world) => [
    ...[nobody, world.api.company.people[persona]].map((id) => ({
      path: `/admin/users/${id}/restrictions`,
      body: { chat: true, reason: 'x' },
      expect: persona === 'admin' && id === nobody ? 404 : 403,
    })),
    ...['personId', 'setBy', 'liftedAt', 'id'].map((extra) => ({
      path: `/admin/users/${nobody}/restrictions`,
      body: { chat: true, reason: 'x', [extra]: nobody },
      expect: persona === 'admin' ? 422 : 403,
    })),
  ],
  'post /admin/users/:id/restrictions/:restrictionId/lift': (persona) => [
    {
      path: `/admin/users/${nobody}/restrictions/${nobody}/lift`,
      body: { reason: 'x' },
      expect: persona === 'admin' ? 404 : 403,
    },
  ],
};
