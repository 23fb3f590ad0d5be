import { z } from 'zod';
import { certifyApproval } from '../../modules/approvals/use-cases/certify-approval';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** The proof of a closed request, to keep or to show. */
export function certificateRoutes({ approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/approvals/:id/certificate',
      tag: 'Approvals',
      summary: 'The certificate of a closed request, as application/pdf; 409 while it is pending',
      params: z.object({ id: z.uuid() }),
      answer: z.unknown(),
      handle: async ({ params: { id }, principal, response }) => {
        const pdf = await certifyApproval(approvals, { approvalId: id, principal });
        response.attachment(`certificate-${id}.pdf`).type('application/pdf').send(pdf);
      },
    }),
  ];
}
