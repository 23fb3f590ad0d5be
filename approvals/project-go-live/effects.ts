import { dateIn } from '../../domain/dates/today';
import { DEFAULT_CHECKLIST } from '../../domain/projects/go-live-checklist';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import { closeGoLive } from '../../modules/projects/use-cases/close-go-live';
import {
  checkGoLive,
  requestGoLive,
  reviseGoLive,
} from '../../modules/projects/use-cases/request-go-live';
import type { Queryable } from '../../platform/database/database';
import type { GoLiveDetails, GoLiveRequest } from './definition';

/** An approved go-live makes its project live from the planned day. */
export const projectGoLiveEffects: KindEffects<GoLiveRequest, GoLiveDetails> = {
  complete,

  async submit(tx, { requester, details }) {
    const subjectId = await requestGoLive(tx, {
      ...details,
      projectName: details.project.name,
      requesterId: requester.id,
    });
    return { subjectId, answer: {} };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    await closeGoLive(tx, { goLiveId: subjectId, outcome: 'withdrawn' });
    const details = await complete({ db: tx, requester, now }, request);
    await reviseGoLive(tx, { ...details, id: subjectId, projectName: details.project.name });
    return details;
  },

  close: (tx, { subjectId, outcome }) => closeGoLive(tx, { goLiveId: subjectId, outcome }),
};

async function complete(
  { db, requester, now }: { db: Queryable; requester: Requester; now: Date },
  request: GoLiveRequest,
): Promise<GoLiveDetails> {
  const { code, name, customer, departmentId } = await checkGoLive(db, {
    ...request,
    requesterId: requester.id,
    today: dateIn(requester.zone, now),
  });
  const checklist = request.checklist ?? DEFAULT_CHECKLIST.map((item) => ({ ...item }));
  return { ...request, checklist, project: { code, name, customer }, departmentId };
}
