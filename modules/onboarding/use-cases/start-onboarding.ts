import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { workingDateFrom } from '../../../domain/onboarding/due-dates';
import type { Purpose } from '../../../domain/onboarding/vocabulary';
import type { Role } from '../../../domain/roles';
import type { OnboardingDetail, StartOnboarding } from '../../../domain/wire/onboarding';
import {
  violatedConstraint,
  type Database,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { workingHours, type Located } from '../../calendars/queries';
import { templateFor } from '../checklist-queries';
import { visibleOnboardingDetail } from '../queries';

/** What the database refuses a second one of, as it is said. */
const RUNNING: Partial<Record<string, string>> = {
  onboarding_one_running: 'A checklist of this sort is running for this person.',
  probation_one_running: 'This person is on probation already.',
};

interface Newcomer extends Located {
  roles: Role[];
  joinedOn: string;
  active: boolean;
}

/**
 * Starts a person's checklist: the tasks of a template with their due dates, counted in working days of the person's
 * place. They open when their day has come; the workflow sees to that.
 * @throws DomainError not-found (no such person), invalid-input (no template fits, no last day), conflict (one is
 * running already, or the person is inactive)
 */
export async function startOnboarding(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  wanted: StartOnboarding,
): Promise<OnboardingDetail> {
  const id = await deps.db
    .transaction((tx) => {
      tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
      return startOnboardingWithin(tx, { by: principal.id, wanted });
    })
    .catch((error: unknown) => {
      const running = RUNNING[violatedConstraint(error) ?? ''];
      if (running === undefined) throw error;
      throw new DomainError('conflict', running);
    });
  return visibleOnboardingDetail(deps.db, principal, id);
}

/** Makes sure that there is a checklist somebody could start with; reads only. @throws DomainError invalid-input */
export async function requireChecklist(
  db: Queryable,
  wanted: { purpose: Purpose; personId: string; roles: Role[] },
): Promise<void> {
  await templateFor(db, wanted);
}

/** {@link startOnboarding} in the caller's transaction. @returns its id @throws as {@link startOnboarding} */
export async function startOnboardingWithin(
  tx: Transaction,
  { by, wanted }: { by: string; wanted: StartOnboarding },
): Promise<string> {
  const { personId, purpose } = wanted;
  const person = await newcomer(tx, personId);
  const templateId = await templateFor(tx, { ...wanted, roles: person.roles });
  const dayZero = dayZeroOf(wanted, person);
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO onboarding (person_id, template_id, purpose, day_zero, started_by)
     VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [personId, templateId, purpose, dayZero, by],
  );
  const { id } = row as { id: string };
  await copyItems(tx, { id, templateId, dayZero, person });
  await agreeProbation(tx, { id, dayZero, wanted });
  recordAudit(tx, [
    {
      actorId: by,
      action: `${purpose}.started`,
      subjectType: 'person',
      subjectId: personId,
      details: { onboardingId: id, templateId, dayZero },
    },
  ]);
  return id;
}

/** Writes down until when the newcomer is on probation, if they are: the onboarding's workflow keeps the day. */
async function agreeProbation(
  tx: Transaction,
  { id, dayZero, wanted }: { id: string; dayZero: string; wanted: StartOnboarding },
): Promise<void> {
  const { probationUntil, purpose, personId } = wanted;
  if (probationUntil === undefined) return;
  if (purpose !== 'onboarding' || probationUntil <= dayZero) {
    const message =
      purpose === 'onboarding' ? 'Choose a day after the first one' : 'Who leaves is on none';
    throw invalidInput([{ path: 'probationUntil', message }]);
  }
  await tx.query('INSERT INTO probation (person_id, onboarding_id, ends_on) VALUES ($1, $2, $3)', [
    personId,
    id,
    probationUntil,
  ]);
}

async function newcomer(tx: Transaction, id: string): Promise<Newcomer> {
  const [person] = await tx.query<Newcomer>(
    `SELECT roles, zone, location_id AS "locationId", joined_on AS "joinedOn", active FROM employee
     WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!person) throw new DomainError('not-found', 'There is no such person.');
  if (!person.active) throw new DomainError('conflict', 'This person is deactivated.');
  return person;
}

function dayZeroOf({ purpose, dayZero }: StartOnboarding, { joinedOn }: Newcomer): string {
  if (dayZero !== undefined) return dayZero;
  if (purpose === 'onboarding') return joinedOn;
  throw invalidInput([{ path: 'dayZero', message: 'Choose the last day' }]);
}

async function copyItems(
  tx: Transaction,
  input: { id: string; templateId: string; dayZero: string; person: Newcomer },
): Promise<void> {
  const hours = (await workingHours(tx)).of(input.person);
  const items = await tx.query<{ position: number; offset: number }>(
    'SELECT position, offset_days AS offset FROM checklist_item WHERE template_id = $1',
    [input.templateId],
  );
  const dates = items.map(({ position, offset }) => ({
    position,
    due_on: workingDateFrom(hours, input.dayZero, offset),
  }));
  await tx.query(
    `INSERT INTO onboarding_task (onboarding_id, position, title, help, owner_role, due_on, blocking, wants_document, document_kind)
     SELECT $1, i.position, i.title, i.help, i.owner_role, d.due_on, i.blocking, i.wants_document, i.document_kind
     FROM checklist_item i JOIN jsonb_to_recordset($3::jsonb) AS d (position integer, due_on date) ON d.position = i.position
     WHERE i.template_id = $2`,
    [input.id, input.templateId, JSON.stringify(dates)],
  );
}
