import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  checkAskedAccess,
  closeAskedAccess,
  recordAskedAccess,
  reviseAskedAccess,
} from '../../modules/access-grants/use-cases/ask-for-access';
import type { Queryable } from '../../platform/database/database';
import type { AccessRequest, AccessRequestDetails } from './definition';

/** An approved request lets its requester look into the department from that moment on. */
export const accessRequestEffects: KindEffects<AccessRequest, AccessRequestDetails> = {
  complete,

  submit(tx, { requester: { id: requesterId, zone }, details }) {
    return { subjectId: recordAskedAccess(tx, { ...details, requesterId, zone }), answer: {} };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    const details = await complete({ db: tx, requester, now }, request);
    reviseAskedAccess(tx, { ...details, id: subjectId, zone: requester.zone });
    return details;
  },

  close: (tx, { subjectId, approvalId, outcome }) =>
    closeAskedAccess(tx, { id: subjectId, approvalId, outcome }),
};

async function complete(
  { db, requester, now }: { db: Queryable; requester: Requester; now: Date },
  request: AccessRequest,
): Promise<AccessRequestDetails> {
  const { id: requesterId, zone } = requester;
  const department = await checkAskedAccess(db, { ...request, requesterId, zone, now });
  return { ...request, department };
}
