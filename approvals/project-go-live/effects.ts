import { dateIn } from '../../domain/dates/today';
import { DEFAULT_CHECKLIST } from '../../domain/projects/go-live-checklist';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import { closeGoLive } from '../../modules/projects/use-cases/close-go-live';
import { checkGoLive, requestGoLive } from '../../modules/projects/use-cases/request-go-live';
import type { GoLiveDetails, GoLiveRequest } from './definition';

/** An approved go-live makes its project live from the planned day. */
export const projectGoLiveEffects: KindEffects<GoLiveRequest, GoLiveDetails> = {
  async complete({ db, requester, now }, request) {
    const { code, name, customer, departmentId } = await checkGoLive(db, {
      ...request,
      requesterId: requester.id,
      today: dateIn(requester.zone, now),
    });
    const checklist = request.checklist ?? DEFAULT_CHECKLIST.map((item) => ({ ...item }));
    return { ...request, checklist, project: { code, name, customer }, departmentId };
  },

  async submit(tx, { requester, details }) {
    const subjectId = await requestGoLive(tx, {
      ...details,
      projectName: details.project.name,
      requesterId: requester.id,
    });
    return { subjectId, answer: {} };
  },

  close: (tx, { subjectId, outcome }) => closeGoLive(tx, { goLiveId: subjectId, outcome }),
};
