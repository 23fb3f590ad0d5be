import type { z } from 'zod';
import { definitions } from '../../../approvals/definitions';

/** What the web needs of a kind; its steps and effects are the server's business. */
export interface Kind {
  id: string;
  label: string;
  path: string;
  request: z.ZodType;
}

const all: Record<string, Kind> = definitions;

/** The kinds by name, for menus and filters. */
export const kindLinks = Object.values(all).map(({ id, label }) => ({ id, label }));

/** A kind, or undefined if there is none of that name. */
export function findKind(id: string | undefined): Kind | undefined {
  return id !== undefined && Object.hasOwn(all, id) ? all[id] : undefined;
}
