import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { invalidInput } from '../../../domain/errors';
import { requireCompanyCurrency } from '../../../domain/money/company-currency';
import { parseMoney } from '../../../domain/money/money';
import type { MoneyWire } from '../../../domain/wire/common';
import type { ProjectStandingWire, ProjectTerms } from '../../../domain/wire/project-terms';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireAccount } from '../policy';
import { readStanding } from '../standing-queries';

/**
 * Says how a project earns and what it may cost, in place of what was said before. What was posted stays: the next
 * recognition makes up the difference.
 * @throws DomainError not-found, invalid-input (another currency, a milestone reached on a day to come)
 */
export async function setTerms(
  deps: { db: Database; clock: Clock },
  input: { principal: Principal; projectId: string; terms: ProjectTerms },
): Promise<ProjectStandingWire> {
  const { principal, projectId, terms } = input;
  await deps.db.transaction(async (tx) => {
    await requireAccount(tx, principal, projectId);
    requireCompanyCurrency(amountsOf(terms));
    requirePast(terms, dateIn(principal.zone, deps.clock.now()));
    await tx.query('SELECT FROM project WHERE id = $1 FOR UPDATE', [projectId]);
    write(tx, input);
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: 'project.terms-set', channel: 'app' },
        ...{ subjectType: 'project', subjectId: projectId, details: { method: terms.method } },
      },
    ]);
  });
  return readStanding(deps, principal, projectId);
}

function amountsOf({ contract, budget, estimate, milestones }: ProjectTerms) {
  const named: [string, MoneyWire | null][] = [
    ...Object.entries({ contract, budget, estimate }),
    ...milestones.map(({ amount }, at): [string, MoneyWire] => [`milestones.${at}.amount`, amount]),
  ];
  return Object.fromEntries(named.flatMap(([path, amount]) => (amount ? [[path, amount]] : [])));
}

function requirePast({ milestones }: ProjectTerms, today: string): void {
  const problems = milestones.flatMap(({ reachedOn }, at) =>
    reachedOn !== null && reachedOn > today
      ? [{ path: `milestones.${at}.reachedOn`, message: 'This date is in the future' }]
      : [],
  );
  if (problems.length > 0) throw invalidInput(problems);
}

function write(
  tx: Transaction,
  { principal, projectId, terms }: { principal: Principal; projectId: string; terms: ProjectTerms },
): void {
  const minor = (amount: MoneyWire | null) => amount && parseMoney(amount).minor.toString();
  tx.send(
    `INSERT INTO project_terms (project_id, method, contract_minor, budget_minor, estimate_minor, changed_by)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (project_id) DO UPDATE SET method = excluded.method, contract_minor = excluded.contract_minor,
       budget_minor = excluded.budget_minor, estimate_minor = excluded.estimate_minor,
       changed_by = excluded.changed_by, changed_at = now()`,
    [
      ...[projectId, terms.method, minor(terms.contract), minor(terms.budget)],
      ...[minor(terms.estimate), principal.id],
    ],
  );
  const rows = terms.milestones.map(({ amount, ...milestone }, at) => ({
    ...{ ...milestone, ordinal: at + 1, minor: minor(amount) },
  }));
  tx.send('DELETE FROM project_milestone WHERE project_id = $1', [projectId]);
  tx.send(
    `INSERT INTO project_milestone (project_id, ordinal, name, amount_minor, due_on, reached_on)
     SELECT $1::uuid, m.ordinal, m.name, m.minor, m."dueOn", m."reachedOn" FROM jsonb_to_recordset($2::jsonb)
       AS m (ordinal integer, name text, minor bigint, "dueOn" date, "reachedOn" date)`,
    [projectId, JSON.stringify(rows)],
  );
}
