import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import { answeredBy } from '../../../domain/projects/go-live-watch';
import { dateIn } from '../../../domain/dates/today';
import type { NewReport, ProjectWatchWire } from '../../../domain/wire/go-live-watch';
import type { Transaction } from '../../../platform/database/database';
import { signersOf } from '../../approvals/queries';
import { tellWatch, type WatchDeps } from '../../approvals/use-cases/keep-watch';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { mayEditPlan, projectOfPlan } from '../readiness-queries';
import { draftNews } from '../tell-watch';
import { readWatches, watchedGoLive } from '../watch-queries';
import { endWatch, lockWatch, type StoredWatch } from '../watch-store';

interface Report {
  principal: Principal;
  report: NewReport;
  now: Date;
}

/**
 * Says how a project does after its go-live. It answers the newest check-in that was asked for, or stands between two.
 * Going back ends the watch, makes the project one that is not live, and is told to whoever signed or asked for it.
 * @throws DomainError not-found, forbidden (neither its manager, nor the head, nor an admin), conflict (nothing is watched
 *   any more, or it is not live yet)
 */
export async function reportOnGoLive(
  deps: WatchDeps,
  input: { principal: Principal; projectId: string; report: NewReport },
): Promise<ProjectWatchWire> {
  const { principal, projectId } = input;
  await deps.db.transaction(async (tx) => {
    const project = await projectOfPlan(tx, principal, projectId);
    if (!mayEditPlan(principal, project))
      throw new DomainError('forbidden', 'This is for the project manager or the head');
    const goLiveId = await watchedGoLive(tx, projectId);
    const watch = goLiveId && (await lockWatch(tx, goLiveId));
    if (!watch || watch.endedAt !== null)
      throw new DomainError('conflict', 'No go-live of this project is watched');
    const given = { ...input, now: deps.clock.now() };
    await refuseEarly(tx, watch, given);
    writeReport(tx, watch, given);
    if (input.report.decision === 'roll-back') await rollBack(deps, tx, watch, given);
    tellWatch(deps, tx, watch.approvalId);
  });
  return readWatches(deps.db, principal, projectId);
}

async function refuseEarly(
  tx: Transaction,
  { goLiveId }: StoredWatch,
  { principal, now }: Report,
): Promise<void> {
  const [row] = await tx.query<{ startsOn: string }>(
    'SELECT starts_on AS "startsOn" FROM go_live_watch WHERE go_live_id = $1',
    [goLiveId],
  );
  if (row && row.startsOn > dateIn(principal.zone, now))
    throw new DomainError('conflict', 'It is not live yet: say how it does from that day on');
}

function writeReport(
  tx: Transaction,
  watch: StoredWatch,
  { principal, report, now }: Report,
): void {
  const { state, openIncidents, note, decision } = report;
  const workingDay = answeredBy(watch.checkIns);
  tx.send(
    `INSERT INTO go_live_report (go_live_id, working_day, state, open_incidents, note, decision, given_by, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [watch.goLiveId, workingDay, state, openIncidents, note, decision, principal.id, now],
  );
  recordAudit(tx, [
    {
      actorId: principal.id,
      action: decision === 'keep' ? 'go-live.checked-in' : 'go-live.rolled-back',
      subjectType: 'project',
      subjectId: watch.project.id,
      channel: 'app',
      details: { goLiveId: watch.goLiveId, workingDay, state, openIncidents },
    },
  ]);
}

async function rollBack(
  deps: WatchDeps,
  tx: Transaction,
  watch: StoredWatch,
  { principal, report, now }: Report,
): Promise<void> {
  const { goLiveId, requesterId, managerId, headId, project } = watch;
  endWatch(tx, { goLiveId, how: 'rolled-back', now });
  tx.send(
    `UPDATE project SET status = 'active', live_on = NULL WHERE id = $1 AND status = 'live'`,
    [project.id],
  );
  const signers = await signersOf(tx, { kind: 'project-go-live', subjectId: goLiveId });
  const concerned = new Set([requesterId, managerId, ...signers.map(({ id }) => id)]);
  if (headId !== null) concerned.add(headId);
  concerned.delete(principal.id);
  const { rings, mails } = await draftNews(tx, watch, [
    { occasion: 'rolled-back', checkIn: null, note: report.note, to: [...concerned] },
  ]);
  notifyPeople(deps, tx, rings);
  queueMail(deps, tx, mails);
}
