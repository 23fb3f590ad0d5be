import type { Persona } from './company';
import type { MatrixWorld } from './matrix-world';

/** The planted requests are pending: whoever sees one is told that it has no certificate yet. */
export const PROOF_CASES = {
  'get /approvals/:id/certificate': (persona: Persona, world: MatrixWorld) =>
    world.planted.map((record) => ({
      path: `/approvals/${record.approvalId}/certificate`,
      expect: record.approvalSeenBy.includes(persona) ? 409 : 404,
    })),
};
