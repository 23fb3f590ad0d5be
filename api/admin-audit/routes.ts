import { auditListQuerySchema, auditRowSchema } from '../../domain/wire/admin';
import { pageOf } from '../../domain/wire/common';
import { listAudit } from '../../modules/audit/queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** The audit trail, for admins. */
export function adminAuditRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/admin/audit',
      tag: 'Administration',
      summary: 'The audit trail, newest first',
      access: ['admin'],
      query: auditListQuerySchema,
      answer: pageOf(auditRowSchema),
      handle: ({ query, principal }) => listAudit(db, { ...query, readerId: principal.id }),
    }),
  ];
}
