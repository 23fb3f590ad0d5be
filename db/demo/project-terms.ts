import { addDays, daysBetween, type CalendarDate } from '../../domain/dates/calendar';
import type { EarningMethod } from '../../domain/project-accounts/earned';
import type { History } from './history';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import { PROJECTS, type DemoProject } from './projects';
import type { Random } from './random';
import { isoInstant } from './rows';

/** How projects earn; by time and materials unless told. */
const METHODS: Record<string, EarningMethod> = {
  'CON-002': 'fixed-price',
  'CON-004': 'fixed-price',
  'CON-005': 'milestones',
  'CON-007': 'milestones',
  'CON-011': 'fixed-price',
  'CON-012': 'milestones',
  'CON-013': 'fixed-price',
};
/** What such projects take that has no day to go live yet. */
const USUAL_DAYS = 280;

const MILESTONES: [name: string, percent: number][] = [
  ['Design is signed', 20],
  ['First release on the test system', 30],
  ['Users have accepted it', 30],
  ['Live for a month', 20],
];

/** Something of a contract that a customer pays for by its day. */
interface Milestone {
  name: string;
  minor: bigint;
  dueOn: CalendarDate;
  /** Null where it is to come, or late. */
  reachedOn: CalendarDate | null;
}

/** A project as it earns. */
export interface DemoTerms {
  project: DemoProject;
  projectId: string;
  customerId: string;
  dealId: string;
  method: EarningMethod;
  contract: bigint;
  milestones: Milestone[];
}

/**
 * Adds how each project earns: its contract is what its deal was won for, its budget what fulfilling that was expected to
 * cost.
 */
export function writeProjectTerms({ rows, staff }: History, random: Random): DemoTerms[] {
  return PROJECTS.map((project) => {
    const projectId = idOf(rows.of('project'), ({ code }) => code === project.code, 'id');
    const dealId = idOf(rows.of('deal_handover'), (row) => row.project_id === projectId, 'deal_id');
    const deal = rows.of('deal').find(({ id }) => id === dealId);
    const [contract, cost] = [BigInt(String(deal?.amount_minor)), String(deal?.cost_minor)];
    const method = METHODS[project.code] ?? 'time-and-materials';
    const milestones = method === 'milestones' ? milestonesOf(project, contract, random) : [];
    rows.add('project_terms', {
      ...{ project_id: projectId, method, contract_minor: `${contract}`, budget_minor: cost },
      ...{ estimate_minor: null, changed_by: staff.by(project.manager).id },
      changed_at: isoInstant(officeTime(addDays(project.startsOn, -7), 16, 5)),
    });
    for (const [at, { name, minor, dueOn, reachedOn }] of milestones.entries())
      rows.add('project_milestone', {
        ...{ id: random.uuid(), project_id: projectId, ordinal: at + 1, name },
        ...{ amount_minor: `${minor}`, due_on: dueOn, reached_on: reachedOn },
      });
    const customerId = String(deal?.customer_id);
    return { project, projectId, customerId, dealId, method, contract, milestones };
  });
}

/** Evenly between the first day and a month after the last; each some days late or early. */
function milestonesOf(project: DemoProject, contract: bigint, random: Random): Milestone[] {
  const { startsOn, liveOn } = project;
  const days = (liveOn ? daysBetween(startsOn, liveOn) : USUAL_DAYS) + 30;
  return MILESTONES.map(([name, percent], at) => {
    const dueOn = addDays(startsOn, Math.round((days * (at + 1)) / MILESTONES.length));
    const day = addDays(dueOn, random.between(-4, 9));
    const reachedOn = day <= HISTORY_ENDS_ON ? day : null;
    return { name, minor: (contract * BigInt(percent)) / 100n, dueOn, reachedOn };
  });
}

function idOf(
  rows: readonly Record<string, unknown>[],
  isIt: (row: Record<string, unknown>) => boolean,
  member: string,
): string {
  const row = rows.find(isIt);
  if (!row) throw new Error(`a project of the demo company lacks its ${member}`);
  return String(row[member]);
}
