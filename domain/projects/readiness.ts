import type { CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';

/** What has become of a check; what does not apply is said with a reason. */
export const CHECK_STATES = ['open', 'done', 'not-applicable'] as const;
/** @see CHECK_STATES */
export type CheckState = (typeof CHECK_STATES)[number];

/** What has become of a risk: open, carried knowingly by who signs, or gone. */
export const RISK_STATES = ['open', 'accepted', 'closed'] as const;
/** @see RISK_STATES */
export type RiskState = (typeof RISK_STATES)[number];

/** What a project is ready for. */
export const VERDICTS = ['not-ready', 'ready-with-risks', 'ready'] as const;
/** @see VERDICTS */
export type Verdict = (typeof VERDICTS)[number];

/** What people call a verdict. */
export const VERDICT_NAMES: Record<Verdict, string> = {
  'not-ready': 'Not ready',
  'ready-with-risks': 'Ready with risks',
  ready: 'Ready',
};

/** One thing to see to at a gate. */
export interface ReadinessCheck {
  gate: string;
  label: string;
  isMandatory: boolean;
  state: CheckState;
  /** Where it can be seen that it is done. */
  evidence: string;
  /** Why it does not apply. */
  reason: string;
}

/** Something that may go wrong: probability and impact from 1 to 5. */
export interface ReadinessRisk {
  title: string;
  probability: number;
  impact: number;
  state: RiskState;
  mitigation: string;
}

/** How to go back, and whether that was tried as it is now written. */
export interface Rollback {
  trigger: string;
  steps: string;
  /** How long it may take. */
  minutes: number;
  /** The last drill of the plan as it stands, by its day; null while there is none. */
  drill: { drilledOn: CalendarDate; minutes: number; passed: boolean } | null;
}

/** All that a verdict follows from. */
export interface Readiness {
  checks: ReadinessCheck[];
  risks: ReadinessRisk[];
  rollback: Rollback | null;
}

/** From here on a risk has to be accepted or closed: the upper corner of the 5 × 5 matrix. */
export const HIGH_RISK = 15;

/** A risk's weight, 1 to 25. */
export const riskScore = ({ probability, impact }: Pick<ReadinessRisk, 'probability' | 'impact'>) =>
  probability * impact;

/**
 * What a project is ready for, and why not or at what risk, as sentences. Nobody sets a verdict: it follows from the
 * checks, the risks and the way back, so that it cannot say anything else than they do.
 */
export function judgeReadiness(readiness: Readiness): { verdict: Verdict; reasons: string[] } {
  const blocking = [
    ...blockingChecks(readiness.checks),
    ...readiness.risks.filter(isUnbearable).map(sayUnbearable),
    ...blockingRollback(readiness.rollback),
  ];
  if (blocking.length > 0) return { verdict: 'not-ready', reasons: blocking };
  const remaining = [
    ...readiness.checks
      .filter(({ state }) => state === 'open')
      .map(({ label }) => `“${label}” is open; it is not mandatory`),
    ...readiness.risks
      .filter(({ state }) => state !== 'closed')
      .map((risk) => `Risk “${risk.title}” (${riskScore(risk)} of 25) is ${risk.state}`),
  ];
  if (remaining.length > 0) return { verdict: 'ready-with-risks', reasons: remaining };
  return { verdict: 'ready', reasons: [] };
}

function blockingChecks(checks: ReadinessCheck[]): string[] {
  const mandatory = checks.filter(({ isMandatory }) => isMandatory);
  if (mandatory.length === 0)
    return ['No check is mandatory: say what a go-live must not go without'];
  return mandatory.flatMap(({ gate, label, state, evidence, reason }) => {
    const named = `${gate}: “${label}”`;
    if (state === 'open') return [`${named} is mandatory and open`];
    if (state === 'done' && !evidence) return [`${named} is done, but nothing shows it`];
    if (state === 'not-applicable' && !reason)
      return [`${named} does not apply, but nobody says why`];
    return [];
  });
}

const isUnbearable = (risk: ReadinessRisk) =>
  (risk.state === 'open' && riskScore(risk) >= HIGH_RISK) ||
  (risk.state === 'accepted' && !risk.mitigation);

function sayUnbearable(risk: ReadinessRisk): string {
  const named = `Risk “${risk.title}” (${riskScore(risk)} of 25)`;
  return risk.state === 'accepted'
    ? `${named} is accepted without a word on how it is kept small`
    : `${named} is neither accepted nor closed`;
}

function blockingRollback(rollback: Rollback | null): string[] {
  if (rollback === null) return ['There is no plan for the way back'];
  const { drill, minutes } = rollback;
  if (drill === null) return ['The way back has not been drilled as it is now written'];
  if (!drill.passed)
    return [`The last drill of the way back failed on ${formatDate(drill.drilledOn)}`];
  if (drill.minutes > minutes)
    return [
      `The last drill of the way back took ${drill.minutes} min on ${formatDate(drill.drilledOn)}; it may take ${minutes} min`,
    ];
  return [];
}

/** What a go-live was signed with: the plan as it stood, and what followed from it. */
export interface ReadinessSnapshot {
  revision: number;
  verdict: Verdict;
  reasons: string[];
  checks: (ReadinessCheck & { owner: string })[];
  risks: (ReadinessRisk & { owner: string })[];
  rollback: (Rollback & { owner: string }) | null;
}

/** A plan as rows of a request: what signers read before they sign. */
export function readinessFacts(snapshot: ReadinessSnapshot): { label: string; value: string }[] {
  const { verdict, checks, risks, rollback } = snapshot;
  return [
    { label: 'Readiness', value: VERDICT_NAMES[verdict] },
    ...checks.map((check) => ({ label: check.label, value: sayCheck(check) })),
    ...risks.map((risk) => ({ label: `Risk, ${riskScore(risk)} of 25`, value: sayRisk(risk) })),
    ...(rollback ? [{ label: 'Way back', value: sayRollback(rollback) }] : []),
  ];
}

function sayCheck({ state, evidence, reason, owner }: ReadinessSnapshot['checks'][number]): string {
  if (state === 'done') return evidence ? `Done: ${evidence} (${owner})` : `Done (${owner})`;
  return state === 'open' ? `Open (${owner})` : `Does not apply: ${reason} (${owner})`;
}

function sayRisk({ title, state, mitigation, owner }: ReadinessSnapshot['risks'][number]): string {
  return `${title}, ${state}${mitigation ? `: ${mitigation}` : ''} (${owner})`;
}

function sayRollback(rollback: NonNullable<ReadinessSnapshot['rollback']>): string {
  const { trigger, drill, owner } = rollback;
  const drilled = drill
    ? `drilled on ${formatDate(drill.drilledOn)} in ${drill.minutes} min`
    : 'not drilled';
  return `${trigger}; ${drilled} (${owner})`;
}

/** What a plan starts with: gates and checks that every go-live is asked, all open. */
export const USUAL_CHECKS: readonly Pick<ReadinessCheck, 'gate' | 'label' | 'isMandatory'>[] = [
  { gate: 'Scope', label: 'The customer has accepted the tests', isMandatory: true },
  { gate: 'Scope', label: 'Open defects are listed and accepted', isMandatory: true },
  { gate: 'Data', label: 'Data is migrated and reconciled', isMandatory: true },
  { gate: 'Data', label: 'A backup has been restored once', isMandatory: true },
  { gate: 'People', label: 'Users are trained', isMandatory: true },
  { gate: 'People', label: 'Support knows who answers from day one', isMandatory: true },
  { gate: 'Operations', label: 'Monitoring and alarms are on', isMandatory: true },
  { gate: 'Operations', label: 'Those concerned know the day and the hour', isMandatory: false },
];
