import { dateIn } from '../../domain/dates/today';
import { invalidInput } from '../../domain/errors';
import { DEFAULT_CHECKLIST, type ChecklistItem } from '../../domain/projects/go-live-checklist';
import type { ReadinessSnapshot } from '../../domain/projects/readiness';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import { readinessToSign } from '../../modules/projects/readiness-queries';
import { closeGoLive } from '../../modules/projects/use-cases/close-go-live';
import {
  checkGoLive,
  requestGoLive,
  reviseGoLive,
} from '../../modules/projects/use-cases/request-go-live';
import { watchGoLive } from '../../modules/projects/use-cases/watch-go-live';
import type { Queryable } from '../../platform/database/database';
import { projectGoLiveKind, type GoLiveDetails, type GoLiveRequest } from './definition';

/** An approved go-live makes its project live from the planned day, and has its manager check in on how it does then. */
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

  watch: (tx, { subjectId, now }) =>
    watchGoLive(tx, { goLiveId: subjectId, workingDays: projectGoLiveKind.watch ?? [], now }),
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
  const readiness = await readinessToSign(db, request.projectId);
  const completed = { ...request, project: { code, name, customer }, departmentId };
  if (readiness === null) {
    const checklist = request.checklist ?? DEFAULT_CHECKLIST.map((item) => ({ ...item }));
    return { ...completed, checklist };
  }
  return { ...completed, checklist: listOf(readiness), readiness };
}

/**
 * The plan's checks, whatever list was sent: there is one list of what has been seen to.
 * @throws DomainError invalid-input, with each reason, while the project is not ready
 */
function listOf({ verdict, reasons, checks }: ReadinessSnapshot): ChecklistItem[] {
  if (verdict === 'not-ready') {
    throw invalidInput(reasons.map((message) => ({ path: 'readiness', message })));
  }
  return checks.map(({ label, state }) => ({ label, done: state !== 'open' }));
}
