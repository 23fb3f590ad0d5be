import { isoInstant, type DemoRows } from './rows';

/** Adds an audit row about a request. */
export function audit(
  rows: DemoRows,
  at: number,
  entry: {
    actor_id: string | null;
    action: string;
    subject_id: string;
    channel: string | null;
    details: Record<string, unknown>;
  },
): void {
  rows.add('audit_event', { at: isoInstant(at), subject_type: 'approval', ...entry });
}
