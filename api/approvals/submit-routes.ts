import { z } from 'zod';
import { definitions } from '../../approvals/definitions';
import type { ApprovalKind } from '../../domain/approvals/kind';
import { parseRequest } from '../../modules/approvals/kinds';
import { submitRequest } from '../../modules/approvals/use-cases/submit-request';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const submittedSchema = z
  .object({ id: z.uuid(), approvalId: z.uuid(), status: z.literal('pending') })
  .catchall(z.unknown());

/** One route per kind, from its definition: the API learns no kind's name. */
export function submitRoutes(deps: ApiDeps): Route[] {
  return Object.values<ApprovalKind>(definitions).map((kind) => {
    const names = [...kind.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
    return defineRoute({
      method: 'post',
      path: kind.path,
      tag: 'Requests',
      summary: `Ask for: ${kind.label.toLowerCase()}`,
      params: z.object(Object.fromEntries(names.map((name) => [name, z.uuid()]))),
      // The kind's own schema judges body and path together, refinements included.
      body: z.record(z.string(), z.unknown()),
      documentedBody: documentedBody(kind, names),
      answer: submittedSchema,
      status: 201,
      creates: true,
      handle: async ({ params, body, principal }) => {
        const request = parseRequest(kind.id, { ...body, ...params });
        const submission = { kind: kind.id, request, requester: principal };
        const { answer, ...submitted } = await submitRequest(deps.approvals, submission);
        return { ...answer, ...submitted };
      },
    });
  });
}

/** The body as the documentation shows it: the kind's request without what the path says. */
function documentedBody(kind: ApprovalKind, fromPath: string[]): z.ZodType {
  return withoutMembers(kind.request, fromPath);
}

function withoutMembers(schema: z.ZodType, fromPath: string[]): z.ZodType {
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as z.ZodType[];
    return z.union(options.map((option) => withoutMembers(option, fromPath)));
  }
  if (!(schema instanceof z.ZodObject)) return schema;
  const shape: Record<string, z.ZodType> = schema.shape;
  const sent = Object.entries(shape).filter(([name]) => !fromPath.includes(name));
  return z.strictObject(Object.fromEntries(sent));
}
