import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/**
 * Reads payloads as usual, but one that cannot be read becomes `undefined` instead of an error.
 * Anybody who reaches the server can send a signal of broken bytes; an error here would fail the workflow task again and
 * again, and every good message behind it would wait for ever. The handlers drop what is not an id.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: <Value>(payload: Payload): Value => {
    try {
      return defaultPayloadConverter.fromPayload<Value>(payload);
    } catch {
      return undefined as Value;
    }
  },
};
