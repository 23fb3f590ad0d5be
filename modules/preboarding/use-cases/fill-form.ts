import { invalidInput, type FieldProblem } from '../../../domain/errors';
import {
  newcomerAccountSchema,
  newcomerDetailsSchema,
  type FillPreboarding,
  type OwnPreboarding,
} from '../../../domain/wire/preboarding';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { keepsDocumentsOf } from '../../onboarding/policy';
import { findForm, type FoundForm } from '../links';
import { ownForm, type KeptAccount } from '../queries';

interface FillDeps {
  db: Database;
  clock: Clock;
  bus: Bus;
}

/** The form behind a token, as its newcomer reads it. Changes nothing, however often it is asked. @throws as findForm */
export async function readForm(deps: FillDeps, token: string): Promise<OwnPreboarding> {
  return ownForm(deps.db, await findForm(deps, deps.db, token));
}

/** Keeps what somebody has written so far, whole or not. @throws as findForm */
export async function saveForm(deps: FillDeps, filled: FillPreboarding): Promise<OwnPreboarding> {
  const form = await deps.db.transaction(async (tx) => {
    const found = await findForm(deps, tx, filled.token, { lock: true });
    await keep(tx, found, filled);
    return found;
  });
  return ownForm(deps.db, form);
}

/**
 * Hands a form in, which its link is used up by, and tells HR.
 * @throws as findForm; DomainError invalid-input for what is missing or malformed: what was written is kept all the same
 */
export async function submitForm(deps: FillDeps, filled: FillPreboarding): Promise<void> {
  const problems = await deps.db.transaction(async (tx) => {
    const form = await findForm(deps, tx, filled.token, { lock: true });
    const kept = await keep(tx, form, filled);
    const missing = problemsOf(filled, kept);
    if (missing.length === 0) await handIn(deps, tx, form);
    return missing;
  });
  if (problems.length > 0) throw invalidInput(problems);
}

/** @returns the account as it is kept now: a number that was not sent again is the one from before */
async function keep(
  tx: Transaction,
  { preboardingId }: FoundForm,
  { details, account }: FillPreboarding,
): Promise<KeptAccount | null> {
  const [row] = await tx.query<{ account: KeptAccount | null }>(
    `WITH kept AS (
       UPDATE preboarding f SET details = $2, revision = revision + 1, account = CASE WHEN $3::jsonb IS NOT NULL
         THEN jsonb_strip_nulls(jsonb_build_object('accountNumber', f.account -> 'accountNumber')) || $3 END
       WHERE f.id = $1 RETURNING f.account)
     SELECT account FROM kept`,
    [preboardingId, JSON.stringify(details), account && JSON.stringify(account)],
  );
  return row?.account ?? null;
}

function problemsOf({ details }: FillPreboarding, account: KeptAccount | null): FieldProblem[] {
  const found = [
    { at: 'details', error: newcomerDetailsSchema.safeParse(details).error },
    { at: 'account', error: account ? newcomerAccountSchema.safeParse(account).error : undefined },
  ];
  return found.flatMap(({ at, error }) =>
    (error?.issues ?? []).map(({ path, message }) => ({
      path: [at, ...path.map(String)].join('.'),
      message,
    })),
  );
}

async function handIn(deps: FillDeps, tx: Transaction, form: FoundForm): Promise<void> {
  const { preboardingId, linkId, onboardingId, personId } = form;
  await tx.query(
    `UPDATE preboarding SET status = 'submitted', submitted_at = clock_timestamp(), reason = NULL WHERE id = $1`,
    [preboardingId],
  );
  await tx.query('UPDATE preboarding_link SET used_at = $2 WHERE id = $1', [
    linkId,
    deps.clock.now(),
  ]);
  recordAudit(tx, [
    {
      ...{ actorId: personId, action: 'preboarding.submitted', channel: 'email' },
      ...{ subjectType: 'person', subjectId: personId, details: { onboardingId, linkId } },
    },
  ]);
  const keepers = await tx.query<{ id: string; name: string }>(
    `WITH keeper AS (
       SELECT r.id, p.name, 'hr' = ANY(r.roles) AS is_hr FROM employee p JOIN employee r ON r.id <> p.id
       WHERE p.id = $1 AND ${keepsDocumentsOf('r', 'p.id')}
     )
     SELECT id, name FROM keeper WHERE is_hr OR NOT EXISTS (SELECT FROM keeper WHERE is_hr) ORDER BY id`,
    [personId],
  );
  notifyPeople(
    deps,
    tx,
    keepers.map(({ id, name }) => ({
      ...{ userId: id, type: 'onboarding-form-waits', link: `/onboardings/${onboardingId}` },
      title: `${name} has handed in the form before their first day`,
      body: 'Accept it, or send it back.',
      dedupeKey: `preboarding.${linkId}.waits`,
    })),
  );
}
