import pg from 'pg';
import type { AuditRow } from '../../domain/wire/admin';
import type { ChatAudit } from '../../domain/wire/chat-audit';
import { startAuditSealer } from '../../modules/audit/audit-sealer';
import { verifyChain } from '../../modules/audit/verify-chain';
import { asAppRole } from '../../platform/database/app-role';
import { createLogger } from '../../platform/logger/logger';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { startWith, WHY, WHY_QUERY } from '../support/chat-records';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

const logger = createLogger({ level: 'silent', role: 'test' });
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const read = (client: TestClient, id: string, query = '') =>
  client.get(`/admin/conversations/${id}/messages?${WHY_QUERY}${query}`);
const log = async (persona: Persona, query = ''): Promise<ChatAudit[]> => {
  const answer = await (await api.as(persona)).get(`/chat-audits?limit=200${query}`);
  return (answer.body as { items: ChatAudit[] }).items;
};

test('HR reads the whole auditors’ log, an admin what they did, and reading it is an entry of it', async () => {
  const id = await startWith(api, ['consultant', 'consulting.manager']);
  await api.db.query(`UPDATE employee SET roles = '{employee,admin}' WHERE id = $1`, [
    idOf('finance'),
  ]);
  const [admin, second] = [await api.as('admin'), await api.signIn('finance')];
  await read(admin, id, '&q=tender');
  await read(second, id);
  const ofConversation = `&conversationId=${id}`;
  const all = await log('hr', ofConversation);
  expect(all).toMatchObject([
    { action: 'read', actor: { id: idOf('finance') }, reason: WHY, hits: 0, subject: { id } },
    { action: 'read', actor: { id: idOf('admin') }, filters: { q: 'tender' } },
  ]);
  expect(all[0]!.subject!.name).toContain(', ');
  expect((await log('admin', ofConversation)).map(({ actor }) => actor!.id)).toEqual([
    idOf('admin'),
  ]);
  const told = await log('hr', '&action=log-read');
  expect(told[0]).toMatchObject({ actor: { id: idOf('admin') }, hits: 1 });
  expect(told[1]).toMatchObject({
    actor: { id: idOf('hr') },
    filters: { conversationId: id },
    hits: 2,
  });
  expect((await log('hr', '&action=log-read'))[0]).toMatchObject({
    actor: { id: idOf('hr') },
    filters: { action: 'log-read' },
  });
  expect((await log('admin', '&action=log-read')).map(({ actor }) => actor!.id)).not.toContain(
    idOf('hr'),
  );
  expect(await log('hr', `&q=KAVERI&actor=${idOf('finance')}`)).toHaveLength(1);
  expect(await log('hr', '&to=2001-01-01')).toEqual([]);
  // The general trail of admins does not tell one of them that another looked.
  const trail = (await second.get('/admin/audit?limit=200')).body as { items: AuditRow[] };
  const theirs = trail.items.filter(({ action }) => action.startsWith('chat-audit.'));
  expect(new Set(theirs.map(({ actor }) => actor?.id))).toEqual(new Set([idOf('finance')]));
  await api.db.query(`UPDATE employee SET roles = '{employee,finance}' WHERE id = $1`, [
    idOf('finance'),
  ]);
});

test('the log is read page by page, each entry once', async () => {
  const id = await startWith(api, ['sales.rep', 'sales.rep2']);
  const admin = await api.as('admin');
  for (let n = 0; n < 25; n++) await read(admin, id);
  const hr = await api.as('hr');
  const found: string[] = [];
  for (let cursor = ''; ;) {
    const answer = await hr.get(`/chat-audits?limit=10&conversationId=${id}${cursor}`);
    const page = answer.body as { items: ChatAudit[]; nextCursor: string | null };
    found.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  expect(new Set(found).size).toBe(found.length);
  expect(found).toHaveLength(25);
});

test('an entry cannot be altered by the application, and the chain shows who altered it otherwise', async () => {
  const app = new pg.Client(await asAppRole(api.deps.config.DATABASE_URL, logger));
  await app.connect();
  for (const sql of [
    `UPDATE audit_event SET details = '{}' WHERE action LIKE 'chat-audit.%'`,
    `DELETE FROM audit_event WHERE action LIKE 'chat-audit.%'`,
  ]) {
    await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
  }
  await app.end();
  await startAuditSealer({ db: api.db, logger }).stop();
  const sound = await verifyChain(api.db, []);
  expect(sound.fault).toBeNull();
  const undo = new Error('undo');
  await api.db
    .transaction(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      await tx.query(
        `UPDATE audit_event SET details = details || '{"reason": "Routine check of all"}'
         WHERE id = (SELECT max(id) FROM audit_event WHERE action = 'chat-audit.read')`,
      );
      expect((await verifyChain(tx, [])).fault).not.toBeNull();
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
});
