import type { CalendarDate } from '../dates/calendar';
import type { Role } from '../roles';
import type { z } from 'zod';
import type { proposalSchema } from '../wire/assistant';
import type { ToolCall } from './tool';

/** Names a question may hold, as far as the asker may see them. */
export interface Lexicon {
  /** The asker's own name, for tools that take an owner: "my deals". */
  self: string;
  /** The asker's own department, for "my department". */
  ownDepartment?: string;
  people: string[];
  departments: string[];
  projects: string[];
  customers: string[];
  expenseCategories: string[];
  leaveTypes: string[];
}

/** What a question is read with. */
export interface PlanContext {
  today: CalendarDate;
  roles: Role[];
  lexicon: Lexicon;
  /** The calls of the answer before, which "and last month?" goes on from. */
  before: ToolCall[];
}

/** What a question comes to: calls of tools, a form to fill in, a question back, a refusal, or not understood. */
export type Plan =
  /** `unread` are words of the question that the calls do not take into account; that is said before what they tell. */
  | { kind: 'calls'; calls: ToolCall[]; unread?: string[] }
  | { kind: 'proposal'; proposal: z.infer<typeof proposalSchema>; text: string }
  | { kind: 'unclear'; question: string; options: string[] }
  | { kind: 'refused'; reason: string }
  | { kind: 'unknown'; text: string };
