import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { ToolDefinition, ToolOutcome } from '../../domain/assistant/tool';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { Queryable } from '../../platform/database/database';

/** What a tool runs with. */
export interface ToolContext {
  /** Who asks, from the session: the only source of what may be read. */
  principal: Principal;
  /** In the asker's zone. */
  today: CalendarDate;
  /** Reads as the role of the assistant, behind row-level security for this principal. */
  rows: Queryable;
}

/** A tool: what it is called, and how it reads. */
export interface Tool<Args extends z.ZodObject = z.ZodObject> {
  definition: ToolDefinition<Args>;
  /**
   * @param args already parsed by the definition's schema
   * @throws Unanswered with what has to be said instead of rows
   */
  run(context: ToolContext, args: z.infer<Args>): Promise<ToolOutcome>;
}

/** A tool of a definition and of how it reads, as the registry takes it. */
export function defineReading<Args extends z.ZodObject>(
  definition: ToolDefinition<Args>,
  run: (context: ToolContext, args: z.infer<Args>) => Promise<ToolOutcome>,
): Tool {
  return { definition, run: (context, args) => run(context, args as z.infer<Args>) };
}
