import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantReport, AssistantThread } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import type { NotificationWire } from '../../domain/wire/notifications';
import type { TestClient } from './api';

/** A rhythm that is not due while a suite runs: what runs is triggered by it. */
export const RARELY = { every: 'month', day: 31, hour: 20 };

/** Asks the assistant and saves what it looked up. */
export async function saveAnswer(
  client: TestClient,
  { question, title }: { question: string; title: string },
): Promise<string> {
  const thread = (await client.post('/assistant/threads', {})).body as AssistantThread;
  const asked = await client.post(
    `/assistant/threads/${thread.id}/messages`,
    { text: question },
    { accept: 'application/json' },
  );
  const { id: messageId } = asked.body as AssistantAnswer;
  const saved = await client.post('/assistant/reports', { messageId, title });
  if (saved.status !== 201) throw new Error(`not saved: ${saved.status}`);
  return (saved.body as AssistantReport).id;
}

/** Sets when a report is mailed; answers with the status and the report. */
export async function schedule(
  client: TestClient,
  id: string,
  rhythm: object = RARELY,
): Promise<{ status: number; report: AssistantReport }> {
  const answer = await client.call('PUT', `/assistant/reports/${id}/schedule`, { body: rhythm });
  return { status: answer.status, report: answer.body };
}

/** Has a report mailed no more; answers with the status. */
export async function stop(client: TestClient, id: string): Promise<number> {
  return (await client.call('DELETE', `/assistant/reports/${id}/schedule`)).status;
}

/** A report among one's own. */
export async function reportOf(client: TestClient, id: string): Promise<AssistantReport> {
  const { items } = (await client.get('/assistant/reports')).body as Page<AssistantReport>;
  return items.find((report) => report.id === id)!;
}

/** What a report shows whoever opens it: the cells of its rows, as text. */
export async function rowsFor(client: TestClient, id: string): Promise<string[]> {
  const opened = await client.get(`/assistant/reports/${id}`);
  const { answer } = opened.body as { answer: AssistantAnswer };
  return answer.tables.flatMap(({ rows }) => rows.map(({ cells }) => JSON.stringify(cells)));
}

/** What the bell says of reports, the latest first. */
export async function bellsOf(client: TestClient): Promise<NotificationWire[]> {
  const { items } = (await client.get('/notifications?limit=100')).body as Page<NotificationWire>;
  return items.filter(({ type }) => type.startsWith('report-'));
}
