import { z } from 'zod';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { createProbes } from './probes';

const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  checks: z.record(z.string(), z.enum(['up', 'down'])),
});

/** Whether NETRA works: 503 only when the API itself cannot serve, which is without PostgreSQL. */
export function healthRoutes(deps: ApiDeps): Route[] {
  const probes = Object.entries(createProbes(deps));
  return [
    defineRoute({
      method: 'get',
      path: '/health',
      tag: 'Operations',
      summary: 'Which parts are up',
      access: 'anyone',
      answer: healthSchema,
      async handle({ response }) {
        const found = await Promise.all(
          probes.map(async ([part, probe]) => [part, (await probe()) ? 'up' : 'down'] as const),
        );
        const checks = Object.fromEntries(found);
        const health = {
          status: found.every(([, state]) => state === 'up')
            ? ('ok' as const)
            : ('degraded' as const),
          checks,
        };
        if (checks.postgres === 'down') response.status(503).json(health);
        return health;
      },
    }),
  ];
}
