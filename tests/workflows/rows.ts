import { randomUUID } from 'node:crypto';
import { deadlinesOf, stepOutcome } from '../../domain/approvals/progress';
import type { Plan } from '../../domain/approvals/plan';
import type {
  ApprovalActivities,
  StageView,
  StepView,
} from '../../domain/approvals/workflow-contract';
import type { Outcome, RequestStatus, Verdict } from '../../domain/approvals/vocabulary';
import { INDIAN_OFFICE } from '../support/working-hours';

/** What the workflow did, in order. */
interface Call {
  activity: keyof ApprovalActivities;
  stepKey?: string;
  stage?: number;
  round?: number;
  outcome?: Outcome;
  /** The workflow's own time, in milliseconds since the epoch. */
  at?: number;
}

/** Rows in memory behind the activities' real types, so that a drift of the contract does not compile. */
export interface Rows {
  activities: ApprovalActivities;
  calls: Call[];
  status: () => RequestStatus;
  /** Records a decision as the API would; the answer is what the signal carries. */
  decide(stepKey: string, verdict: Verdict): string;
  /** Sends the request back, with this long to send it again. */
  sendBack(forMs: number): Promise<void>;
  /** Has the requester change or resend the request. */
  revise(): void;
  /** Has what is approved be looked at after these times from its closing; then its watch is over. */
  watch(afterMs: number[]): void;
  /** Closes the request as another door would. */
  closeElsewhere(status: Outcome): void;
}

/** Rows for a plan: one approver a step, `ladder` managers above them. */
export function rowsFor(plan: Plan, now: () => Promise<number>, ladder = 1): Rows {
  const steps = new Map<string, StepView & { stage: number; levels: number }>();
  const decisions: { id: string; stepKey: string; verdict: Verdict }[] = [];
  const calls: Call[] = [];
  let status: RequestStatus = 'pending';
  let round = 1;
  let sentBackUntil: number | undefined;
  let watched: number[] | undefined;
  let looks: number[] = [];

  const view = (stage: number): StageView => {
    const mine = [...steps.values()].filter((step) => step.stage === stage);
    const open = mine.filter((step) => step.status === 'open').map((step) => step.key);
    return {
      status,
      round,
      stages: Math.max(...plan.steps.map((step) => step.stage + 1)),
      ...(sentBackUntil === undefined ? {} : { sentBackUntil }),
      steps: mine,
      decisionIds: decisions.filter(({ stepKey }) => open.includes(stepKey)).map(({ id }) => id),
    };
  };
  const isDecided = (key: string) => decisions.some(({ stepKey }) => stepKey === key);
  const stepOf = (key: string) => steps.get(key) as StepView & { stage: number; levels: number };
  const note = (activity: Call['activity'], call: Omit<Call, 'activity'>) =>
    calls.push({ activity, ...call });

  const activities: ApprovalActivities = {
    async openStage({ stage }) {
      note('openStage', { stage, ...(round > 1 ? { round } : {}) });
      if (sentBackUntil !== undefined) return view(stage);
      const openedAt = await now();
      for (const planned of plan.steps.filter((step) => step.stage === stage)) {
        if (steps.has(planned.key)) continue;
        const { remindAt, dueAt, expiresAt } = deadlinesOf(planned, openedAt, [INDIAN_OFFICE]);
        steps.set(planned.key, {
          ...{ key: planned.key, stage, levels: ladder, status: 'open' as const },
          ...{ approverIds: [randomUUID()], remindAt, escalateAt: dueAt, expiresAt },
        });
      }
      return view(stage);
    },
    readStage({ stage }) {
      note('readStage', { stage });
      return Promise.resolve(view(stage));
    },
    applyDecisions({ stage, decisionIds }) {
      note('applyDecisions', { stage });
      for (const { stepKey, id, verdict } of decisions) {
        const step = stepOf(stepKey);
        if (!decisionIds.includes(id) || step.status !== 'open') continue;
        const outcome = stepOutcome({ quorum: 'any', verdicts: [verdict], awaited: 0 });
        if (outcome !== 'open') step.status = outcome;
      }
      return Promise.resolve({ ...view(stage), decisionIds: [] });
    },
    remindStep({ stage, stepKey }) {
      note('remindStep', { stage, stepKey });
      stepOf(stepKey).remindAt = null;
      return Promise.resolve(view(stage));
    },
    async escalateStep({ stage, stepKey }) {
      note('escalateStep', { stage, stepKey, at: await now() });
      const step = stepOf(stepKey);
      const planned = plan.steps.find(({ key }) => key === stepKey) as Plan['steps'][number];
      step.levels -= 1;
      step.escalateAt =
        step.levels > 0 ? deadlinesOf(planned, await now(), [INDIAN_OFFICE]).dueAt : null;
      return view(stage);
    },
    async expireStep({ stage, stepKey }) {
      note('expireStep', { stage, stepKey, at: await now() });
      if (!isDecided(stepKey)) stepOf(stepKey).status = 'expired';
      return view(stage);
    },
    lapseResubmission({ stage }) {
      note('lapseResubmission', { stage });
      if (sentBackUntil !== undefined) status = 'expired';
      return Promise.resolve(view(stage));
    },
    async closeRequest({ outcome }) {
      note('closeRequest', { outcome });
      if (status === 'pending') status = outcome;
      if (status !== 'approved' || !watched) return { status };
      const closedAt = await now();
      looks = watched.map((after) => closedAt + after);
      return { status, isWatched: true };
    },
    async keepWatch() {
      const at = await now();
      note('keepWatch', { at });
      looks = looks.filter((look) => look > at);
      return { nextAt: looks[0] ?? null };
    },
  };
  return {
    activities,
    calls,
    status: () => status,
    decide: (stepKey, verdict) => {
      const id = randomUUID();
      decisions.push({ id, stepKey, verdict });
      return id;
    },
    sendBack: async (forMs) => {
      for (const step of steps.values()) if (step.status === 'open') step.status = 'skipped';
      sentBackUntil = (await now()) + forMs;
    },
    revise: () => {
      steps.clear();
      decisions.length = 0;
      sentBackUntil = undefined;
      round += 1;
    },
    watch: (afterMs) => {
      watched = afterMs;
    },
    closeElsewhere: (outcome) => {
      status = outcome;
    },
  };
}
