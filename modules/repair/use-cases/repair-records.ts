import { randomUUID } from 'node:crypto';
import { DomainError } from '../../../domain/errors';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import type { Fault, Finding, Look } from '../finding';
import { approvalFindings } from '../findings/approvals';
import { oldLeaveFindings } from '../findings/old-leave';
import { peopleFindings } from '../findings/people';
import { sumFindings } from '../findings/sums';
import { traceFindings } from '../findings/traces';

/** Every way in which records can be malformed, in the order it is looked at and mended. */
const FINDINGS = {
  ...peopleFindings,
  ...approvalFindings,
  ...sumFindings,
  ...oldLeaveFindings,
  ...traceFindings,
} satisfies Record<string, Finding>;
/** @see FINDINGS */
export type FindingId = keyof typeof FINDINGS;
/** @see FINDINGS */
export const FINDING_IDS = Object.keys(FINDINGS) as FindingId[];

/** What was found of one finding. */
export interface Found {
  finding: FindingId;
  title: string;
  faults: Fault[];
}

type LookAt = Omit<Look, 'db' | 'now'>;

/**
 * Looks for malformed records; writes nothing.
 * @param only the findings to look at; all when it is empty
 */
export async function findMalformed(
  deps: { db: Database; now: Date },
  only: readonly FindingId[],
  at: LookAt,
): Promise<Found[]> {
  return lookAll({ ...at, ...deps }, only);
}

/** Only findings that found something. */
async function lookAll(look: Look, only: readonly FindingId[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const finding of FINDING_IDS) {
    if (only.length > 0 && !only.includes(finding)) continue;
    const { title, look: lookFor } = FINDINGS[finding];
    const faults = await lookFor(look);
    if (faults.length > 0) found.push({ finding, title, faults });
  }
  return found;
}

/**
 * Mends what can be mended, all of it in one transaction with an entry of the audit trail for each change, or nothing.
 * What is mended was found in that very transaction.
 * @param input.by the address of the admin who runs it
 * @returns what was mended and what only a person can settle
 * @throws DomainError forbidden (nobody of this address may); an Error when a record changed meanwhile
 */
export async function repairRecords(
  deps: { db: Database; now: Date },
  input: { only: readonly FindingId[]; by: string },
  at: LookAt,
): Promise<Found[]> {
  return deps.db.transaction(async (tx) => {
    // Two at once would both mend what each has found.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('repair'), 1)`);
    const operatorId = await activeAdmin(tx, input.by);
    const found = await lookAll({ ...at, db: tx, now: deps.now }, input.only);
    const run = { id: randomUUID(), operatorId };
    for (const { finding, faults } of found) {
      for (const fault of faults) await mend(tx, { finding, fault, run });
    }
    return found;
  });
}

/** The system does it, as an admin has told it to: both are said. */
async function mend(
  tx: Transaction,
  { finding, fault, run }: { finding: FindingId; fault: Fault; run: Run },
): Promise<void> {
  if (!fault.mend) return;
  const { before, after, write } = fault.mend;
  await write(tx);
  recordAudit(tx, [
    {
      actorId: null,
      action: 'record.repaired',
      subjectType: fault.subject.type,
      subjectId: fault.subject.id,
      channel: 'command',
      details: { finding, id: fault.id, before, after, run: run.id, operatorId: run.operatorId },
    },
  ]);
}

interface Run {
  id: string;
  operatorId: string;
}

async function activeAdmin(tx: Transaction, email: string): Promise<string> {
  const [admin] = await tx.query<{ id: string }>(
    `SELECT id FROM employee WHERE email = $1::citext AND active AND 'admin' = ANY(roles)`,
    [email],
  );
  if (!admin)
    throw new DomainError('forbidden', `--by: ${email} is not the address of an active admin`);
  return admin.id;
}
