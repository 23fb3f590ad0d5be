import type { PayloadCodec } from '@temporalio/common';
import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { Database } from '../../../platform/database/database';
import { UnknownCodecKeyError } from '../../../platform/temporal/payload-codec';
import { recordAudit } from './record-audit';

/** A payload as Temporal's Web UI sends and takes it: everything in base64. */
export interface PayloadText {
  metadata: Record<string, string>;
  data: string;
}

/**
 * Decrypts what a run holds for an admin who looks at it. That they looked, and at how many payloads, is recorded first:
 * without the audit row there is no answer.
 * @throws DomainError conflict when a payload names a key that is not configured
 */
export async function decodePayloads(
  deps: { db: Database; codec: PayloadCodec },
  input: { principal: Principal; namespace: string; payloads: PayloadText[] },
): Promise<PayloadText[]> {
  const { principal, namespace, payloads } = input;
  await deps.db.transaction((tx) =>
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'temporal.payloads-decoded',
        subjectType: 'temporal-namespace',
        subjectId: namespace,
        channel: 'app',
        details: { payloads: payloads.length },
      },
    ]),
  );
  try {
    const decoded = await deps.codec.decode(payloads.map(fromText));
    return decoded.map(toText);
  } catch (error) {
    if (error instanceof UnknownCodecKeyError) throw new DomainError('conflict', error.message);
    throw error;
  }
}

type Payload = Parameters<PayloadCodec['decode']>[0][number];

function fromText({ metadata, data }: PayloadText): Payload {
  const named = Object.entries(metadata).map(([name, value]) => [
    name,
    Buffer.from(value, 'base64'),
  ]);
  return {
    metadata: Object.fromEntries(named) as Payload['metadata'],
    data: Buffer.from(data, 'base64'),
  };
}

function toText({ metadata, data }: Payload): PayloadText {
  const text = (bytes: Uint8Array | null | undefined) =>
    Buffer.from(bytes ?? []).toString('base64');
  const named = Object.entries(metadata ?? {}).map(([name, value]) => [name, text(value)]);
  return { metadata: Object.fromEntries(named) as PayloadText['metadata'], data: text(data) };
}
