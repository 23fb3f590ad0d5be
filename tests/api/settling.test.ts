import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { readStage } from '../../modules/approvals/use-cases/read-stage';
import { startTestApi, type TestApi } from '../support/api';
import { claimOf } from '../support/stages';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const approve = { verdict: 'approve' };

test.each([
  ['opening its stage again', openStage],
  ['looking at its stage', readStage],
])('a run that will not hear of a decision again finds it by %s', async (_how, look) => {
  const rep = await api.as('sales.rep');
  const asked = await rep.post('/expense-claims', claimOf('30000.00'));
  const { approvalId } = asked.body as { approvalId: string };
  await workOn(api, approvalId);
  for (const persona of ['sales.manager', 'finance'] as const) {
    const answer = await (
      await api.as(persona)
    ).post(`/approvals/${approvalId}/decisions`, approve);
    expect(answer.status).toBe(200);
    if (persona === 'sales.manager') await workOn(api, approvalId);
  }
  const view = await look(api.deps.approvals, { requestId: approvalId, stage: 1 });
  expect(view).toMatchObject({ steps: [{ key: 'finance', status: 'approved' }], decisionIds: [] });
  expect(await workOn(api, approvalId)).toBe('approved');
});
