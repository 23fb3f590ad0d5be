import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { escalateStep } from '../../modules/approvals/use-cases/ring-alarm';
import { findEmailLink } from '../../modules/mail/queries';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { nonceOf } from '../support/link-browser';
import { ask, type AskedFor } from '../support/mailed-links';
import { promised } from '../support/promised';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 60_000);
afterAll(() => api.stop());

/** A request that waits for this person. */
async function askOf(persona: Persona): Promise<AskedFor> {
  const asked = await ask(api.deps);
  const id = api.company.people[persona];
  await api.db.query('UPDATE approval_task SET approver_id = $2 WHERE id = $1', [asked.taskId, id]);
  await api.db.query('UPDATE email_link SET approver_id = $2 WHERE task_id = $1', [
    asked.taskId,
    id,
  ]);
  const tokenOf = async (linkId: string) => {
    const [row] = await api.db.query<{ issuedAt: Date }>(
      'SELECT issued_at AS "issuedAt" FROM email_link WHERE id = $1',
      [linkId],
    );
    const { requestId, stepId } = asked;
    const verdict = linkId === asked.links.approve ? ('approve' as const) : ('reject' as const);
    const link = { id: linkId, requestId, stepId, approverId: id, round: 1, version: 1, verdict };
    const { links } = api.deps.approvals;
    return links.sign({ ...link, keyId: links.keyId, issuedAt: row!.issuedAt })!;
  };
  const tokens = {
    approve: await tokenOf(asked.links.approve),
    reject: await tokenOf(asked.links.reject),
  };
  return { ...asked, approverId: id, tokens };
}

async function open(token: string, as?: Persona, form?: Record<string, string>) {
  const session = as && (await api.as(as)).token;
  const answer = await fetch(`${api.url}/email-actions/${token}`, {
    method: form ? 'POST' : 'GET',
    headers: session ? { cookie: `netra_session=${session}` } : {},
    body: form && new URLSearchParams(form),
  });
  return { status: answer.status, html: await answer.text(), headers: answer.headers };
}

const reading = () => new Promise((resolve) => setTimeout(resolve, SHORTEST_READING_MS));
const decisions = ({ requestId }: Pick<AskedFor, 'requestId'>) =>
  api.db.query('SELECT decided_by AS "by" FROM approval_decision WHERE request_id = $1', [
    requestId,
  ]);

test('signed in as somebody else, a link says whom it is for, does nothing and is noted', async () => {
  const asked = await askOf('sales.manager');
  const nonce = nonceOf(await open(asked.tokens.approve));
  await reading();
  for (const form of [undefined, { nonce }]) {
    const page = await open(asked.tokens.approve, 'finance', form);
    expect(page.status).toBe(403);
    expect(page.html).toContain('This link is for sales.manager');
    expect(page.html).toContain('You are signed in as finance');
    expect(page.html).not.toMatch(/<form|casual leave|Ravi Menon/);
  }
  expect(await decisions(asked)).toEqual([]);
  const noted = await api.db.query(
    `SELECT actor_id AS "actorId", details FROM audit_event WHERE action = 'email-link.refused' AND subject_id = $1
     ORDER BY id`,
    [asked.links.approve],
  );
  const actorId = api.company.people.finance;
  expect(noted).toEqual(
    ['GET', 'POST'].map((method) => ({
      actorId,
      details: { method, reason: 'signed-in-as-another' },
    })),
  );
  expect((await open(asked.tokens.approve, 'sales.manager', { nonce })).status).toBe(200);
  expect(await decisions(asked)).toEqual([{ by: api.company.people['sales.manager'] }]);
});

test('a session that is over, or a token that is none, is nobody in particular', async () => {
  const asked = await askOf('hr');
  const answer = await fetch(`${api.url}/email-actions/${asked.tokens.approve}`, {
    headers: { authorization: 'Bearer nonsense', cookie: 'netra_session=x.y.z' },
  });
  expect(answer.status).toBe(200);
});

test('a link opens no session', async () => {
  const asked = await askOf('hr');
  const page = await open(asked.tokens.approve);
  await reading();
  const done = await open(asked.tokens.approve, undefined, { nonce: nonceOf(page) });
  expect(done.status).toBe(200);
  for (const { headers } of [page, done]) expect(headers.get('set-cookie')).toBeNull();
});

/** A day of unpaid leave of sales.rep, opened, with the link of their manager. */
async function fileLeave(day: string): Promise<Pick<AskedFor, 'requestId' | 'tokens'>> {
  const leave = { type: 'unpaid', from: day, to: day, reason: 'x' };
  const filed = (await (await api.as('sales.rep')).post('/leave-requests', leave)).body;
  const { approvalId: requestId } = filed as { approvalId: string };
  await openStage(api.deps.approvals, { requestId, stage: 0 });
  const rows = await api.db.query<{ id: string }>(
    'SELECT id FROM email_link WHERE request_id = $1 ORDER BY verdict',
    [requestId],
  );
  const [approve, reject] = await Promise.all(
    rows.map(async ({ id }) => api.deps.approvals.links.sign((await findEmailLink(api.db, id))!)!),
  );
  return { requestId, tokens: { approve: approve!, reject: reject! } };
}

describe('links die with what they are about', () => {
  const dead = async (
    asked: Pick<AskedFor, 'requestId' | 'tokens'>,
    change: () => Promise<{ status: number }>,
  ) => {
    const nonce = nonceOf(await open(asked.tokens.approve));
    await reading();
    expect((await change()).status).toBe(200);
    const changed = Date.now();
    const statuses = [
      (await open(asked.tokens.approve)).status,
      (await open(asked.tokens.approve, undefined, { nonce })).status,
    ];
    expect(statuses).toEqual([410, 410]);
    expect(Date.now() - changed).toBeLessThan(promised(1000));
    expect(await decisions(asked)).toEqual([]);
  };

  test('with the deactivation of the approver', async () => {
    const asked = await askOf('consultant2');
    const admin = await api.as('admin');
    await dead(asked, () => admin.post(`/people/${asked.approverId}/deactivate`));
  });

  test('even when the page was judged before and the decision comes after', async () => {
    const asked = await askOf('consultant');
    await api.db.query('UPDATE employee SET active = false WHERE id = $1', [asked.approverId]);
    const door = { channel: 'email', emailLinkId: asked.links.approve } as const;
    await expect(
      decideApproval(api.deps.approvals, { door, verdict: 'approve', receivedAt: new Date() }),
    ).rejects.toMatchObject({ code: 'request-closed' });
    await api.db.query('UPDATE employee SET active = true WHERE id = $1', [asked.approverId]);
    await api.db.query('UPDATE approval_request SET version = 2 WHERE id = $1', [asked.requestId]);
    await expect(
      decideApproval(api.deps.approvals, { door, verdict: 'approve', receivedAt: new Date() }),
    ).rejects.toMatchObject({ code: 'request-closed' });
    expect(await decisions(asked)).toEqual([]);
  });

  test('with a reassignment', async () => {
    const filed = await fileLeave('2027-03-01');
    const manager = await api.as('sales.manager');
    const to = api.company.people['sales.head'];
    await dead(filed, () => manager.post(`/approvals/${filed.requestId}/reassign`, { to }));
  });

  test('with an escalation', async () => {
    const { requestId, tokens } = await fileLeave('2027-03-08');
    await api.db.query(
      `UPDATE approval_step SET escalate_at = now() - interval '1 second' WHERE request_id = $1`,
      [requestId],
    );
    const alarm = { requestId, stage: 0, stepKey: 'reporting-manager' };
    await dead({ requestId, tokens }, async () => {
      await escalateStep(api.deps.approvals, alarm);
      return { status: 200 };
    });
    const asked = `SELECT approver_id AS id FROM approval_task WHERE request_id = $1 AND status = 'open'`;
    expect(await api.db.query(asked, [requestId])).toEqual([
      { id: api.company.people['sales.head'] },
    ]);
  });

  test('with a withdrawal', async () => {
    const filed = await fileLeave('2027-03-15');
    const rep = await api.as('sales.rep');
    await dead(filed, () => rep.post(`/approvals/${filed.requestId}/withdraw`, {}));
  });

  test('with an edit, which raises the version', async () => {
    const filed = await fileLeave('2027-03-22');
    await dead(filed, async () => {
      await api.db.query('UPDATE approval_request SET version = version + 1 WHERE id = $1', [
        filed.requestId,
      ]);
      return { status: 200 };
    });
  });
});
