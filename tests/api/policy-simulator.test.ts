import fc from 'fast-check';
import { definitions } from '../../approvals/definitions';
import type { Simulation } from '../../domain/wire/policies';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { policies, type Cast } from '../support/arbitrary-policies';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';
import { SIMULATED } from '../support/simulated-requests';
import { applyAll, openedStage } from '../support/stages';

jest.setTimeout(300_000);

const RUNS = 500;

type SimulatedKind = keyof typeof SIMULATED;
const KINDS = Object.keys(SIMULATED) as SimulatedKind[];

let api: TestApi;
let admin: TestClient;
let cast: Cast;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
  const { people, departments } = api.company;
  const group = async (name: string, ...members: Persona[]) => {
    const memberIds = members.map((member) => people[member]);
    const { body } = await admin.post('/approval-groups', { name, memberIds });
    return { id: (body as { id: string }).id, name };
  };
  cast = {
    people: [people.hr, people['sales.rep2'], people['consulting.head'], people.consultant],
    departments: Object.values(departments),
    grades: ['E1', 'M2'],
    groups: [
      await group('Legal', 'hr', 'consultant', 'sales.rep2'),
      await group('Risk', 'hr'),
      await group('Board', 'admin', 'sales.head', 'consulting.head', 'finance'),
    ],
  };
  // Somebody who has left is still named by groups and rules, as in life.
  await admin.post(`/people/${people['sales.rep2']}/deactivate`);
  await api.db
    .query(`UPDATE employee SET grade = CASE WHEN 'manager' = ANY(roles) THEN 'M2' ELSE 'E1' END
    WHERE email <> 'consultant@netra.example'`);
});
afterAll(() => api?.stop());

const requesters = PERSONAS.filter((persona) => persona !== 'sales.rep2');

/** Puts a policy in force as it is: that some would be refused by publishing is part of the test. */
async function putInForce(kind: SimulatedKind, policy: unknown): Promise<number> {
  const [row] = await api.db.query<{ version: number }>(
    `INSERT INTO approval_policy (kind, version, effective_from, body, note, published_by)
     SELECT $3, coalesce(max(version), 1) + 1, clock_timestamp(), $1, 'generated', $2
     FROM approval_policy WHERE kind = $3 RETURNING version`,
    [JSON.stringify(policy), api.company.people.admin, kind],
  );
  return row!.version;
}

/** What the engine did with a stage, told as the simulator tells it. */
const asSimulated = (step: Simulation['steps'][number]) => ({
  ...{ key: step.key, name: step.name, stage: step.stage, quorum: step.quorum },
  reason: step.approvers.length === 0 ? null : step.reason,
  approverIds: step.approvers.map(({ id }) => id).sort(),
  remindToDue: Date.parse(step.dueAt) - Date.parse(step.remindAt),
  dueToExpiry: Date.parse(step.expiresAt) - Date.parse(step.dueAt),
});

async function sign(approvalId: string, approverId: string): Promise<void> {
  await decideApproval(api.deps.approvals, {
    door: { channel: 'app', approvalId, approverId },
    verdict: 'approve',
    receivedAt: new Date(),
  });
}

/** Opens and signs stage after stage; each must be what the simulator said. Returns how many were opened. */
async function walk(approvalId: string, simulation: Simulation): Promise<number> {
  const stages = [...new Set(simulation.steps.map(({ stage }) => stage))];
  for (const stage of stages) {
    const wanted = simulation.steps.filter((step) => step.stage === stage);
    const opened = await openedStage(api, approvalId, stage);
    expect(
      opened.map(({ status: _status, ...step }) => ({
        ...step,
        approverIds: step.approverIds.sort(),
      })),
    ).toEqual(wanted.map(asSimulated));
    if (wanted.some(({ approvers }) => approvers.length === 0)) return stage + 1;
    for (const { approvers, signatures } of wanted) {
      for (const { id } of approvers.slice(0, signatures)) await sign(approvalId, id);
    }
    await applyAll(api, approvalId, stage);
  }
  return stages.length;
}

test(`the simulator and the engine agree on ${RUNS} random requests under random policies`, async () => {
  const turns = new Map<Persona, number>();
  const seen = {
    requests: 0,
    refused: 0,
    laterStages: 0,
    reasons: new Set<string>(),
    kinds: new Set<string>(),
  };
  const asks = fc.record({
    kind: fc.constantFrom(...KINDS),
    policy: policies(cast),
    requester: fc.constantFrom(...requesters),
    amount: fc.integer({ min: 1, max: 1_100 }).map(String),
    byRequest: fc.boolean(),
  });
  const sessions = new Map<Persona, TestClient>();
  for (const persona of requesters) sessions.set(persona, await api.as(persona));
  await fc.assert(
    fc.asyncProperty(asks, async ({ kind, policy, requester, amount, byRequest }) => {
      const version = await putInForce(kind, policy);
      const turn = (turns.get(requester) ?? 0) + 1;
      turns.set(requester, turn);
      const { request, facts } = SIMULATED[kind](amount, turn);
      const simulated = await admin.post(`/approval-policies/${kind}/simulations`, {
        requesterId: api.company.people[requester],
        ...(byRequest ? { request } : { facts }),
      });
      const sent = await sessions.get(requester)!.post(definitions[kind].path, request);
      seen.kinds.add(kind);
      seen.requests += 1;
      if (sent.status === 422) {
        seen.refused += 1;
        expect(sent.body).toMatchObject({ code: 'no-approver' });
        expect(simulated).toMatchObject({ status: 422, body: { code: 'no-approver' } });
        return;
      }
      expect([sent.status, simulated.status]).toEqual([201, 200]);
      const simulation = simulated.body as Simulation;
      expect(simulation.version).toBe(version);
      const opened = await walk((sent.body as { approvalId: string }).approvalId, simulation);
      if (opened > 1) seen.laterStages += 1;
      simulation.steps.forEach(({ reason }) => seen.reasons.add(reason));
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // What was generated reached the corners it was meant for.
  expect(seen.requests).toBe(RUNS);
  expect([...seen.kinds].sort()).toEqual([...KINDS].sort());
  expect(seen.refused).toBeGreaterThan(5);
  expect(seen.laterStages).toBeGreaterThan(RUNS / 5);
  expect([...seen.reasons]).toEqual(expect.arrayContaining(['rule', 'up-the-line', 'last-resort']));
});
