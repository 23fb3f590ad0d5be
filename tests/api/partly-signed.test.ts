import { unmovedDecisions } from '../../modules/approvals/drift';
import { startTestApi, type TestApi } from '../support/api';
import { decide, rewriteDecisions, undoable } from '../support/undoable';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

test('a step that waits for another signature is not stuck, however long ago the first one was given', async () => {
  const requestId = await undoable(api);
  const { id } = await decide(api, 'sales.manager', requestId);
  await rewriteDecisions(
    api,
    `UPDATE approval_decision SET recorded_at = recorded_at - interval '1 hour', effective_at = NULL WHERE id = $1`,
    [id],
  );
  const found = async () => (await unmovedDecisions(api.db)).map(({ decisionId }) => decisionId);
  expect(await found()).toEqual([id]);
  await api.db.query(
    `INSERT INTO approval_task (request_id, step_id, approver_id, reason)
     SELECT request_id, step_id, $2, 'rule' FROM approval_decision WHERE id = $1`,
    [id, api.company.people['sales.head']],
  );
  expect(await found()).toEqual([]);
});
