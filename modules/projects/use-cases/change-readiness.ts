import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { formatDate } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { FieldProblem } from '../../../domain/errors';
import type {
  CheckStateChange,
  NewDrill,
  ReadinessPlan,
  ReadinessWire,
} from '../../../domain/wire/readiness';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { restartSignatures, type RestartDeps } from '../../approvals/use-cases/restart-signatures';
import {
  isOpen,
  mayEditPlan,
  projectOfPlan,
  readReadiness,
  type ProjectOfPlan,
} from '../readiness-queries';
import { judgePlan, readPlan, type StoredPlan } from '../readiness-store';

interface On {
  principal: Principal;
  projectId: string;
}

/**
 * Writes the whole plan of a project as it is to be.
 * @throws DomainError not-found, forbidden (neither its manager, nor the head, nor an admin), invalid-input, conflict (it
 *   was changed meanwhile, or the project is live or closed)
 */
export async function savePlan(
  deps: RestartDeps,
  input: On & { plan: ReadinessPlan },
): Promise<ReadinessWire> {
  const { principal, plan } = input;
  return changePlan(deps, input, 'The readiness plan was changed', (tx, { project, stored }) => {
    if (!mayEditPlan(principal, project)) throw notYours();
    if (plan.revision !== (stored?.revision ?? 0))
      throw new DomainError('conflict', 'Somebody else has changed the plan meanwhile');
    const problems = strangers(plan, project);
    if (problems.length > 0) throw invalidInput(problems);
    writePlan(tx, { projectId: project.id, plan, stored });
  });
}

/**
 * Says what has become of a check: its owner does, or who may change the plan.
 * @throws DomainError not-found, forbidden, invalid-input (without evidence or reason), conflict
 */
export async function settleCheck(
  deps: RestartDeps,
  input: On & { checkId: string; change: CheckStateChange },
): Promise<ReadinessWire> {
  const { principal, checkId, change } = input;
  return changePlan(deps, input, 'A check of the readiness plan was changed', (tx, found) => {
    const check = found.stored?.checks.find(({ id }) => id === checkId);
    if (!check) throw new DomainError('not-found', 'There is no such check');
    if (check.owner.id !== principal.id && !mayEditPlan(principal, found.project)) throw notYours();
    const evidence = change.evidence ?? check.evidence;
    const reason = change.reason ?? check.reason;
    const problems = whatIsMissing({ ...check, state: change.state, evidence, reason });
    if (problems.length > 0) throw invalidInput(problems);
    tx.send('UPDATE readiness_check SET state = $2, evidence = $3, reason = $4 WHERE id = $1', [
      ...[checkId, change.state, evidence, reason],
    ]);
    bumpRevision(tx, found.project.id);
  });
}

/**
 * Records that the way back was tried, as it is now written: its owner does, or who may change the plan.
 * @throws DomainError not-found, forbidden, invalid-input (a day to come, or before it was written), conflict (there is no way back to drill)
 */
export async function recordDrill(
  deps: RestartDeps,
  input: On & { drill: NewDrill },
): Promise<ReadinessWire> {
  const { principal, drill } = input;
  return changePlan(deps, input, 'A drill of the way back was recorded', (tx, found) => {
    const { rollback } = found.stored ?? { rollback: null };
    if (!rollback) throw new DomainError('conflict', 'There is no plan for the way back to drill');
    if (rollback.owner.id !== principal.id && !mayEditPlan(principal, found.project))
      throw notYours();
    if (drill.drilledOn > dateIn(principal.zone, deps.clock.now()))
      throw invalidInput([{ path: 'drilledOn', message: 'This date is in the future' }]);
    const writtenOn = dateIn(principal.zone, new Date(rollback.writtenAt));
    if (drill.drilledOn < writtenOn)
      throw invalidInput([{ path: 'drilledOn', message: sayTooEarly(writtenOn) }]);
    const { drilledOn, minutes, passed, notes = '' } = drill;
    tx.send(
      `INSERT INTO rollback_drill (project_id, version, drilled_on, minutes, passed, notes, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [found.project.id, rollback.version, drilledOn, minutes, passed, notes, principal.id],
    );
    bumpRevision(tx, found.project.id);
  });
}

const sayTooEarly = (writtenOn: string) =>
  `The way back as it stands was written on ${formatDate(writtenOn)}: a drill before that day was of another one`;

const notYours = () =>
  new DomainError('forbidden', 'This is for its owner, the project manager or the head');

/** One change at a time for each project; what waits for signatures is signed for what it becomes, or given back. */
async function changePlan(
  deps: RestartDeps,
  { principal, projectId }: On,
  note: string,
  change: (tx: Transaction, found: { project: ProjectOfPlan; stored: StoredPlan | null }) => void,
): Promise<ReadinessWire> {
  await deps.db.transaction(async (tx) => {
    await tx.query('SELECT FROM project WHERE id = $1 FOR UPDATE', [projectId]);
    const project = await projectOfPlan(tx, principal, projectId);
    if (!isOpen(project))
      throw new DomainError('conflict', `${project.name} is ${project.status} already`);
    change(tx, { project, stored: await readPlan(tx, projectId) });
    const plan = await readPlan(tx, projectId);
    if (!plan) throw new Error('The plan was not written');
    const { verdict, reasons } = judgePlan(plan);
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'readiness.changed',
        subjectType: 'project',
        subjectId: projectId,
        channel: 'app',
        details: { revision: plan.revision, verdict, what: note },
      },
    ]);
    const approvalId = project.pendingApprovalId;
    if (approvalId === null) return;
    const obstacle = verdict === 'not-ready' ? reasons.join('; ') : null;
    await restartSignatures(deps, tx, { approvalId, by: principal, note, obstacle, asRequest });
  });
  return readReadiness(deps.db, principal, projectId);
}

/** A go-live as it was asked for, without what the server added; its list is the plan's. */
function asRequest(details: unknown): Record<string, unknown> {
  const { projectId, plannedOn, notes } = details as Record<string, unknown>;
  return { projectId, plannedOn, notes };
}

/** Owners that are not of the project, field by field. */
function strangers(plan: ReadinessPlan, { people }: ProjectOfPlan): FieldProblem[] {
  const known = new Set(people.map(({ id }) => id));
  const owners = [
    ...plan.checks.map(({ ownerId }, index) => ({ path: `checks.${index}.ownerId`, ownerId })),
    ...plan.risks.map(({ ownerId }, index) => ({ path: `risks.${index}.ownerId`, ownerId })),
    ...(plan.rollback ? [{ path: 'rollback.ownerId', ownerId: plan.rollback.ownerId }] : []),
  ];
  const message = 'Choose somebody of this project';
  return [
    ...owners.filter(({ ownerId }) => !known.has(ownerId)).map(({ path }) => ({ path, message })),
    ...plan.checks.flatMap(({ mandatory, ...check }, index) =>
      whatIsMissing({ ...check, isMandatory: mandatory }, `checks.${index}.`),
    ),
  ];
}

function whatIsMissing(
  check: { isMandatory: boolean; state: string; evidence: string; reason: string },
  at = '',
): FieldProblem[] {
  if (check.state === 'done' && check.isMandatory && !check.evidence)
    return [{ path: `${at}evidence`, message: 'Say where it can be seen that this is done' }];
  if (check.state === 'not-applicable' && !check.reason)
    return [{ path: `${at}reason`, message: 'Say why this does not apply' }];
  return [];
}

function bumpRevision(tx: Transaction, projectId: string): void {
  tx.send(
    'UPDATE readiness_plan SET revision = revision + 1, changed_at = clock_timestamp() WHERE project_id = $1',
    [projectId],
  );
}

function writePlan(
  tx: Transaction,
  input: { projectId: string; plan: ReadinessPlan; stored: StoredPlan | null },
): void {
  const { projectId, plan, stored } = input;
  tx.send(
    `INSERT INTO readiness_plan AS p (project_id, revision) VALUES ($1, 1)
     ON CONFLICT (project_id) DO UPDATE SET revision = p.revision + 1, changed_at = clock_timestamp()`,
    [projectId],
  );
  writeChecks(tx, input);
  tx.send('DELETE FROM readiness_risk WHERE project_id = $1', [projectId]);
  tx.send(
    `INSERT INTO readiness_risk (project_id, ordinal, title, probability, impact, owner_id, mitigation, state)
     SELECT $1, r.ordinal, r.title, r.probability, r.impact, r."ownerId", r.mitigation, r.state
     FROM jsonb_to_recordset($2::jsonb) AS r (ordinal integer, title text, probability integer, impact integer,
       "ownerId" uuid, mitigation text, state text)`,
    [projectId, JSON.stringify(plan.risks.map((risk, index) => ({ ...risk, ordinal: index + 1 })))],
  );
  writeRollback(tx, { projectId, rollback: plan.rollback, stored });
}

/** A check keeps its id for as long as it is in the plan; an id of another plan's makes a new one. */
function writeChecks(
  tx: Transaction,
  input: { projectId: string; plan: ReadinessPlan; stored: StoredPlan | null },
): void {
  const known = new Set(input.stored?.checks.map(({ id }) => id));
  const used = new Set<string>();
  const rows = input.plan.checks.map((check, index) => {
    const isKnown = check.id !== undefined && known.has(check.id) && !used.has(check.id);
    const id = isKnown ? (check.id as string) : randomUUID();
    used.add(id);
    return { ...check, id, ordinal: index + 1 };
  });
  tx.send('DELETE FROM readiness_check WHERE project_id = $1', [input.projectId]);
  tx.send(
    `INSERT INTO readiness_check (id, project_id, ordinal, gate, label, is_mandatory, owner_id, state, evidence, reason)
     SELECT c.id, $1, c.ordinal, c.gate, c.label, c.mandatory, c."ownerId", c.state, c.evidence, c.reason
     FROM jsonb_to_recordset($2::jsonb) AS c (id uuid, ordinal integer, gate text, label text, mandatory boolean,
       "ownerId" uuid, state text, evidence text, reason text)`,
    [input.projectId, JSON.stringify(rows)],
  );
}

/** Another trigger or other steps are another way back: what was drilled before was not this. */
function writeRollback(
  tx: Transaction,
  input: { projectId: string; rollback: ReadinessPlan['rollback']; stored: StoredPlan | null },
): void {
  const { projectId, rollback, stored } = input;
  if (rollback === null) {
    tx.send('DELETE FROM rollback_plan WHERE project_id = $1', [projectId]);
    return;
  }
  const before = stored?.rollback;
  const isSame = before?.trigger === rollback.trigger && before.steps === rollback.steps;
  const lastDrilled = Math.max(0, ...(stored?.drills ?? []).map(({ version }) => version));
  const version = isSame ? before.version : Math.max(before?.version ?? 0, lastDrilled) + 1;
  tx.send(
    `INSERT INTO rollback_plan (project_id, version, trigger, steps, minutes, owner_id) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (project_id) DO UPDATE SET version = excluded.version, trigger = excluded.trigger,
       steps = excluded.steps, minutes = excluded.minutes, owner_id = excluded.owner_id,
       written_at = CASE WHEN rollback_plan.version = excluded.version THEN rollback_plan.written_at
         ELSE clock_timestamp() END`,
    [projectId, version, rollback.trigger, rollback.steps, rollback.minutes, rollback.ownerId],
  );
}
