import type { CalendarDate } from '../../domain/dates/calendar';
import {
  judgeReadiness,
  type ReadinessSnapshot,
  type CheckState,
  type RiskState,
  type Verdict,
} from '../../domain/projects/readiness';
import type { PersonRef } from '../../domain/wire/common';
import type { Queryable } from '../../platform/database/database';

/** A project's plan as its rows are. */
export interface StoredPlan {
  revision: number;
  changedAt: Date;
  checks: {
    id: string;
    gate: string;
    label: string;
    isMandatory: boolean;
    owner: PersonRef;
    state: CheckState;
    evidence: string;
    reason: string;
  }[];
  risks: {
    title: string;
    probability: number;
    impact: number;
    owner: PersonRef;
    mitigation: string;
    state: RiskState;
  }[];
  rollback: {
    version: number;
    trigger: string;
    steps: string;
    minutes: number;
    owner: PersonRef;
    /** Since when it says what it says, as an instant. */
    writtenAt: string;
  } | null;
  /** The last one first, by day and then as they were recorded. */
  drills: StoredDrill[];
}

/** A time the way back was tried. */
export interface StoredDrill {
  version: number;
  drilledOn: CalendarDate;
  minutes: number;
  passed: boolean;
  notes: string;
  recordedBy: PersonRef;
  recordedAt: string;
}

const person = (id: string) =>
  `(SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = ${id})`;

/** The plan of a project, in one statement; null while it has none. */
export async function readPlan(db: Queryable, projectId: string): Promise<StoredPlan | null> {
  const [row] = await db.query<StoredPlan>(
    `SELECT p.revision, p.changed_at AS "changedAt",
       (SELECT coalesce(json_agg(json_build_object('id', c.id, 'gate', c.gate, 'label', c.label, 'isMandatory', c.is_mandatory,
          'owner', ${person('c.owner_id')}, 'state', c.state, 'evidence', c.evidence, 'reason', c.reason) ORDER BY c.ordinal), '[]')
        FROM readiness_check c WHERE c.project_id = p.project_id) AS checks,
       (SELECT coalesce(json_agg(json_build_object('title', r.title, 'probability', r.probability, 'impact', r.impact,
          'owner', ${person('r.owner_id')}, 'mitigation', r.mitigation, 'state', r.state) ORDER BY r.ordinal), '[]')
        FROM readiness_risk r WHERE r.project_id = p.project_id) AS risks,
       (SELECT json_build_object('version', b.version, 'trigger', b.trigger, 'steps', b.steps, 'minutes', b.minutes,
          'owner', ${person('b.owner_id')}, 'writtenAt', b.written_at) FROM rollback_plan b WHERE b.project_id = p.project_id) AS rollback,
       (SELECT coalesce(json_agg(json_build_object('version', d.version, 'drilledOn', d.drilled_on, 'minutes', d.minutes,
          'passed', d.passed, 'notes', d.notes, 'recordedBy', ${person('d.recorded_by')}, 'recordedAt', d.recorded_at)
          ORDER BY d.drilled_on DESC, d.id DESC), '[]')
        FROM rollback_drill d WHERE d.project_id = p.project_id) AS drills
     FROM readiness_plan p WHERE p.project_id = $1`,
    [projectId],
  );
  return row ?? null;
}

/** The last drill of the way back as it is now written. */
export function currentDrill({ rollback, drills }: StoredPlan): StoredDrill | null {
  return drills.find(({ version }) => version === rollback?.version) ?? null;
}

/** What a stored plan is ready for. */
export function judgePlan(plan: StoredPlan): { verdict: Verdict; reasons: string[] } {
  const { checks, risks, rollback } = plan;
  return judgeReadiness({
    checks,
    risks,
    rollback: rollback && { ...rollback, drill: currentDrill(plan) },
  });
}

/** A stored plan as it is signed. */
export function snapshotOf(plan: StoredPlan): ReadinessSnapshot {
  const { revision, checks, risks, rollback } = plan;
  return {
    revision,
    ...judgePlan(plan),
    checks: checks.map(({ id: _id, owner, ...check }) => ({ ...check, owner: owner.name })),
    risks: risks.map(({ owner, ...risk }) => ({ ...risk, owner: owner.name })),
    rollback: rollback && {
      ...{ trigger: rollback.trigger, steps: rollback.steps, minutes: rollback.minutes },
      owner: rollback.owner.name,
      drill: drillOf(currentDrill(plan)),
    },
  };
}

function drillOf(drill: StoredDrill | null) {
  if (drill === null) return null;
  const { drilledOn, minutes, passed } = drill;
  return { drilledOn, minutes, passed };
}
