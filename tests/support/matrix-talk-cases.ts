import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();

/** Files, changes of leave, and decisions in bulk. */
export const TALK_CASES: Record<string, Case> = {
  // A form is not JSON: whoever sees the request is told so, to everybody else there is none.
  'post /approvals/:id/files': (persona, world) =>
    world.planted.map((record) => ({
      path: `/approvals/${record.approvalId}/files`,
      body: { file: 'x', requesterId: nobody },
      expect: record.approvalSeenBy.includes(persona) ? 415 : 404,
    })),
  'get /approvals/:id/files/:fileId': (_persona, world) =>
    world.planted.map((record) => ({
      path: `/approvals/${record.approvalId}/files/${nobody}`,
      expect: 404,
    })),
  'post /approvals/decisions': (persona, world) => {
    const foreign = world.planted.filter((record) => !record.asked.includes(persona));
    return [
      {
        path: '/approvals/decisions',
        body: { items: foreign.map(({ approvalId: id }) => ({ id, verdict: 'approve' })) },
        expect: 200,
      },
      ...['decidedBy', 'channel', 'bulk'].map((extra) => ({
        path: '/approvals/decisions',
        body: { items: [{ id: nobody, verdict: 'approve', [extra]: nobody }] },
        expect: 422,
      })),
    ];
  },
  // Nobody has decided anything: for those who see a request there is no such decision either.
  'post /approvals/:id/decisions/:decisionId/undo': (_persona, world) =>
    world.planted.map((record) => ({
      path: `/approvals/${record.approvalId}/decisions/${nobody}/undo`,
      expect: 404,
    })),
  'post /approvals/undos': (_persona, world) => [
    {
      path: '/approvals/undos',
      body: { items: world.planted.map(({ approvalId: id }) => ({ id, decisionId: nobody })) },
      expect: 200,
    },
    {
      path: '/approvals/undos',
      body: { items: [{ id: nobody, decisionId: nobody, undoneBy: nobody }] },
      expect: 422,
    },
  ],
  'post /leave-requests/:leaveRequestId/changes': (persona, world) =>
    world.planted
      .filter(({ what }) => what === 'leave')
      .map((record) => ({
        path: `/leave-requests/${record.id}/changes`,
        body: { action: 'cancel', reason: 'x' },
        // One's own waits for its decision: there is nothing to cancel yet.
        expect: record.owner === persona ? 409 : 404,
      })),
};
