import { modelTools } from '../../domain/assistant/model-tools';
import type { Plan, PlanContext } from '../../domain/assistant/plan';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import type { Asker } from './world';

interface Completion {
  choices: {
    message: { tool_calls?: { function: { name: string; arguments: string } }[] };
  }[];
}

/** The model that the environment names, asked for its first round of calls; undefined without one. */
export function modelOf(environment: NodeJS.ProcessEnv): Asker | undefined {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: base, NETRA_EVAL_MODEL: wanted } = environment;
  if (!wanted || (!key && !base)) return undefined;
  const url = `${base ?? 'https://api.openai.com/v1'}/chat/completions`;
  const model = environment.OPENAI_MODEL ?? 'gpt-4o-mini';
  return async (question, context) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key ?? 'none'}` },
      body: JSON.stringify({
        ...{ model, temperature: 0, tools: modelTools(TOOL_DEFINITIONS) },
        messages: [
          { role: 'system', content: instructions(context) },
          { role: 'user', content: question },
        ],
      }),
    });
    if (!response.ok) throw new Error(`the model answered ${response.status}`);
    return planOf((await response.json()) as Completion);
  };
}

const instructions = ({ today, lexicon }: PlanContext) =>
  `You answer questions about the company of ${lexicon.self} by calling tools. Today is ${today}. Leave out what was not said. Call no tool for what no tool reads, or when asked to act as somebody else.`;

function planOf({ choices }: Completion): Plan {
  const calls = choices[0]?.message.tool_calls ?? [];
  if (calls.length === 0) return { kind: 'refused', reason: 'no tool was called' };
  return {
    kind: 'calls',
    calls: calls.map(({ function: { name, arguments: args } }) => ({
      name,
      args: withoutNulls(JSON.parse(args) as Record<string, unknown>),
    })),
  };
}

const withoutNulls = (args: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
