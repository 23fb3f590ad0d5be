import {
  describeTools,
  hiddenFieldsOf,
  isEnabled,
  toolSettingProblems,
  type ToolSetting,
} from '../../domain/assistant/settings';
import type { Principal } from '../../domain/access/principal';
import { invalidInput } from '../../domain/errors';
import type { AssistantSettings } from '../../domain/wire/assistant-threads';
import type { Database, Queryable } from '../../platform/database/database';
import { recordAudit } from '../audit/use-cases/record-audit';
import type { RunToolDeps } from './run-tool';

/** What admins have set, as it is kept. */
export interface StoredSettings {
  isOn: boolean;
  questionsPerMinute: number;
  tokensPerDay: number;
  tools: ToolSetting[];
}

/** What is set now: read for every question, so that a change counts from the next one on. */
export async function readSettings(db: Queryable): Promise<StoredSettings> {
  const [row] = await db.query<StoredSettings>(
    `SELECT is_on AS "isOn", questions_per_minute AS "questionsPerMinute", tokens_per_day AS "tokensPerDay", tools
     FROM assistant_settings`,
  );
  return row!;
}

/** What tools go by for somebody. */
export function gatesFor(
  { tools }: StoredSettings,
  { roles }: Principal,
): Pick<RunToolDeps, 'enabled' | 'hiddenFields'> {
  return {
    enabled: (tool) => isEnabled(tools, roles, tool),
    hiddenFields: hiddenFieldsOf(tools, roles),
  };
}

/** The settings as admins see them: every tool, set or not. */
export async function settingsPage(db: Queryable): Promise<AssistantSettings> {
  const settings = await readSettings(db);
  return { ...settings, tools: describeTools(settings.tools) };
}

/**
 * Changes what the assistant may do, for everybody at once.
 * @throws DomainError invalid-input (a tool or a column there is not)
 */
export async function changeSettings(
  db: Database,
  by: Principal,
  change: Partial<AssistantSettings>,
): Promise<AssistantSettings> {
  const problems = toolSettingProblems(change.tools ?? []);
  if (problems.length > 0) throw invalidInput(problems);
  await db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM assistant_settings FOR UPDATE');
    const next = { ...(await readSettings(tx)), ...change };
    const tools = next.tools.map(({ name, offFor, hiddenFields }) => ({
      ...{ name, offFor, hiddenFields },
    }));
    tx.send(
      'UPDATE assistant_settings SET is_on = $1, questions_per_minute = $2, tokens_per_day = $3, tools = $4',
      [next.isOn, next.questionsPerMinute, next.tokensPerDay, JSON.stringify(tools)],
    );
    recordAudit(tx, [
      {
        ...{ actorId: by.id, action: 'assistant.settings-changed', channel: 'app' },
        ...{ subjectType: 'employee', subjectId: by.id },
        details: change.isOn === undefined ? {} : { isOn: change.isOn },
      },
    ]);
  });
  return settingsPage(db);
}
