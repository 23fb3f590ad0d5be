import type { z } from 'zod';
import type { AnswerChart, AnswerTable } from '../wire/assistant';

/**
 * What a tool is called and takes: read by the model, by the planner and by the settings page.
 * `args` is strict and holds nothing that says who asks: that is known from the session alone.
 */
export interface ToolDefinition<Args extends z.ZodObject = z.ZodObject> {
  /** snake_case, as models call it. */
  name: string;
  title: string;
  /** One sentence for the model: what it reads and when to use it. */
  description: string;
  args: Args;
  /** A question it answers, shown as a follow-up. */
  example: string;
}

/** What comes of a call: rows, none that fit, a question back, or nothing that could be looked up, with the reason. */
export type ToolOutcome =
  | { kind: 'rows'; table: Omit<AnswerTable, 'id'>; chart?: Omit<AnswerChart, 'tableId'> }
  | { kind: 'empty'; reason: string }
  | { kind: 'unclear'; question: string; options: string[] }
  | { kind: 'nothing'; reason: string };

/** A call that somebody wants made: the arguments are not checked yet. */
export interface ToolCall {
  name: string;
  args: Record<string, unknown>;
}
