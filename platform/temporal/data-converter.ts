import { join } from 'node:path';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import type { Config } from '../config/config';
import { createPayloadCodec } from './payload-codec';

const WORKFLOWS = join(__dirname, '..', '..', 'workflows');

/** The part of the configuration that holds the keys. */
type CodecConfig = Pick<Config, 'TEMPORAL_CODEC_KEY' | 'TEMPORAL_CODEC_KEYS_PREVIOUS'>;

/** The codec of the configured keys. */
export function payloadCodecOf(config: CodecConfig): PayloadCodec {
  return createPayloadCodec({
    current: config.TEMPORAL_CODEC_KEY,
    previous: config.TEMPORAL_CODEC_KEYS_PREVIOUS ?? [],
  });
}

/** How a client turns values and failures into what Temporal stores: with a key, into nothing that it can read. */
export function clientDataConverter(config: CodecConfig): DataConverter {
  return {
    payloadCodecs: [payloadCodecOf(config)],
    ...(config.TEMPORAL_CODEC_KEY
      ? { failureConverterPath: join(WORKFLOWS, 'failure-converter') }
      : {}),
  };
}

/** The same for a worker, whose workflows outlive a payload that nobody can read. */
export function workerDataConverter(config: CodecConfig): DataConverter {
  return {
    ...clientDataConverter(config),
    payloadConverterPath: join(WORKFLOWS, 'payload-converter'),
  };
}
