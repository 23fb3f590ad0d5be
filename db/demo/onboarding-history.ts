import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import { workingDateFrom } from '../../domain/onboarding/due-dates';
import type { Transaction } from '../../platform/database/database';
import type { History } from './history';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import { OFFICE_HOURS } from './places';
import type { Colleague } from './people-rows';
import type { Random } from './random';
import { isoInstant } from './rows';

type OwnerRole = 'hr' | 'it' | 'manager' | 'employee';

/** An item of a checklist, as the tables hold it. */
interface Item {
  position: number;
  title: string;
  help: string;
  owner_role: OwnerRole;
  offset_days: number;
  blocking: boolean;
  wants_document: boolean;
  document_kind: string | null;
}

const MOVE = 'Moving to another office';
const MOVING: [title: string, owner: OwnerRole, offset: number][] = [
  ['Agree on the day and the place with both offices', 'hr', -38],
  ['Write the addendum to the contract', 'hr', -33],
  ['Plan who looks after the old office', 'manager', -10],
  ['Order the badge and a desk in the new office', 'it', -5],
  ['Send the laptop and what else is to move', 'employee', -2],
  ['Introduce them to the team there', 'manager', 0],
  ['Hand in the new address', 'employee', 3],
];

/** Whose checklist it is, from which day on. */
interface Joining {
  templateId: string;
  person: Colleague;
  dayZero: CalendarDate;
  items: Item[];
}

/** Adds a checklist that was finished long ago, of who joined last, and one that runs: a move with the new year. */
export async function writeOnboardings(
  tx: Transaction,
  history: History,
  random: Random,
): Promise<void> {
  const { staff } = history;
  const found = await tx.query<Item & { templateId: string }>(
    `SELECT t.id AS "templateId", i.position, i.title, i.help, i.owner_role, i.offset_days, i.blocking, i.wants_document,
       i.document_kind
     FROM checklist_template t JOIN checklist_item i ON i.template_id = t.id
     WHERE t.purpose = 'onboarding' AND t.for_role = 'employee' ORDER BY i.position`,
  );
  const [first] = found;
  if (!first) throw new Error('there is no checklist for who joins');
  const joined = staff.by('consultant2');
  file(history, random, {
    ...{ templateId: first.templateId, person: joined, dayZero: joined.joinedOn, items: found },
  });
  const moving = addTemplate(history, random);
  file(history, random, { ...moving, person: staff.by('consulting.head'), dayZero: '2027-01-04' });
}

function addTemplate({ rows }: History, random: Random): { templateId: string; items: Item[] } {
  const templateId = random.uuid();
  rows.add('checklist_template', {
    ...{ id: templateId, name: MOVE, purpose: 'onboarding', for_role: null },
    created_at: isoInstant(officeTime('2026-11-04', 11, 0)),
  });
  const items = MOVING.map(([title, owner_role, offset_days], at) => ({
    ...{ position: at + 1, title, help: '', owner_role, offset_days },
    ...{ blocking: false, wants_document: false, document_kind: null },
  }));
  for (const item of items) rows.add('checklist_item', { template_id: templateId, ...item });
  return { templateId, items };
}

/** What was due in the past is settled on its day; the rest waits for its own. */
function file({ rows, staff }: History, random: Random, of: Joining): void {
  const { templateId, person, dayZero, items } = of;
  const dates = items.map(({ offset_days }) => workingDateFrom(OFFICE_HOURS, dayZero, offset_days));
  const last = [...dates].sort().at(-1) ?? dayZero;
  const isOver = last <= HISTORY_ENDS_ON;
  const [id, hr] = [random.uuid(), staff.by('hr').id];
  const startedAt = isoInstant(officeTime(addDays([...dates].sort()[0] ?? dayZero, -3), 10, 20));
  rows.add('onboarding', {
    ...{ id, person_id: person.id, template_id: templateId, purpose: 'onboarding' },
    ...{ day_zero: dayZero, status: isOver ? 'finished' : 'running', started_by: hr },
    ...{ started_at: startedAt, ended_at: isOver ? isoInstant(officeTime(last, 16, 30)) : null },
    // Of what is over Temporal need not hear; what runs is started with the first look.
    ...{ revision: 1, relayed_revision: isOver ? 1 : 0 },
  });
  rows.add('audit_event', {
    ...{ at: startedAt, subject_type: 'person', actor_id: hr, action: 'onboarding.started' },
    ...{ subject_id: person.id, channel: null },
    details: { onboardingId: id, templateId, dayZero },
  });
  for (const [at, item] of items.entries()) {
    const { position, title, help, owner_role, blocking, wants_document, document_kind } = item;
    rows.add('onboarding_task', {
      ...{ id: random.uuid(), onboarding_id: id, position, title, help, owner_role, blocking },
      ...{ wants_document, document_kind, due_on: dates[at] },
      ...settled(ownerOf(staff, owner_role, person), { item, dueOn: dates[at] ?? last }),
    });
  }
}

function settled(
  owner: Colleague,
  of: { item: Pick<Item, 'wants_document' | 'document_kind'>; dueOn: CalendarDate },
) {
  const { item, dueOn } = of;
  if (dueOn > HISTORY_ENDS_ON)
    return {
      ...{ status: 'waiting', owner_id: null, opened_at: null },
      ...{ settled_at: null, settled_by: null, reason: null, document: null },
    };
  const isPaper = item.document_kind !== null;
  return {
    ...{ status: isPaper ? 'not-applicable' : 'done', owner_id: owner.id },
    ...{ opened_at: isoInstant(officeTime(dueOn, 8, 0)), settled_by: owner.id },
    settled_at: isoInstant(officeTime(dueOn, 15, 40)),
    reason: isPaper ? 'It was handed in on paper' : null,
    document: item.wants_document ? 'HR, cabinet 2' : null,
  };
}

function ownerOf(staff: History['staff'], role: OwnerRole, person: Colleague): Colleague {
  if (role === 'employee') return person;
  const manager = staff.all.find(({ id }) => id === person.managerId);
  if (role === 'manager' && manager) return manager;
  return staff.by(role === 'it' ? 'admin' : 'hr');
}
