import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { CodecKey } from '../config/codec-keys';

const { Payload: Wire } = temporal.api.common.v1;

const CIPHER = 'aes-256-gcm';
/** As other Temporal SDKs and tools call it. */
const ENCODING = 'binary/encrypted';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A payload names a key that is not configured here. */
export class UnknownCodecKeyError extends Error {
  constructor(readonly keyId: string) {
    super(
      `a Temporal payload is encrypted with the key "${keyId}", which is neither TEMPORAL_CODEC_KEY nor in TEMPORAL_CODEC_KEYS_PREVIOUS`,
    );
    this.name = 'UnknownCodecKeyError';
  }
}

/**
 * Encrypts payloads whole (data and metadata) with AES-256-GCM under the current key; decrypts with the key a payload
 * names. A payload that is not encrypted passes through, so histories from before the key still read.
 *
 * A payload that names a known key but was not made with it is handed on as it is: it will never be readable, and an
 * error would stop the workflow that was sent it for ever. One that names an unknown key is an error, since a forgotten
 * `TEMPORAL_CODEC_KEYS_PREVIOUS` can be set again; until then the work waits.
 * @throws UnknownCodecKeyError from `decode`
 */
export function createPayloadCodec(keys: {
  /** Without one nothing is encrypted any more, and what was can be read still. */
  current: CodecKey | undefined;
  previous: CodecKey[];
}): PayloadCodec {
  const { current, previous } = keys;
  const all = current ? [current, ...previous] : previous;
  const known = new Map(all.map((key) => [key.id, key]));
  return {
    encode: (payloads) =>
      Promise.resolve(current ? payloads.map((payload) => encrypt(current, payload)) : payloads),
    // What the executor throws is what the promise is rejected with.
    decode: (payloads) =>
      new Promise((resolve) => resolve(payloads.map((payload) => decrypt(known, payload)))),
  };
}

function encrypt({ id, key }: CodecKey, payload: Payload): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.from(id));
  const hidden = [cipher.update(Wire.encode(payload).finish()), cipher.final()];
  return {
    metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(id) },
    data: Buffer.concat([nonce, ...hidden, cipher.getAuthTag()]),
  };
}

function decrypt(known: Map<string, CodecKey>, payload: Payload): Payload {
  if (textOf(payload.metadata?.encoding) !== ENCODING) return payload;
  const keyId = textOf(payload.metadata?.['encryption-key-id']);
  const key = known.get(keyId);
  if (!key) throw new UnknownCodecKeyError(keyId.slice(0, 64));
  return opened(key, Buffer.from(payload.data ?? [])) ?? payload;
}

function opened({ id, key }: CodecKey, data: Buffer): Payload | undefined {
  if (data.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, data.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(id));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  try {
    const hidden = data.subarray(NONCE_BYTES, -TAG_BYTES);
    return Wire.decode(Buffer.concat([decipher.update(hidden), decipher.final()]));
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return bytes ? Buffer.from(bytes).toString('utf8') : '';
}
