import { definitions } from '../../../approvals/definitions';

const labels: Record<string, { label: string } | undefined> = definitions;

/** Every kind of request, as choices. */
export const KIND_CHOICES = Object.values(definitions).map(({ id, label }) => ({
  value: id,
  label,
}));

/** What people call a kind; one that is not registered any more keeps its id. */
export const kindLabel = (id: string): string => labels[id]?.label ?? id;
