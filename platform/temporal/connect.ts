import { readFileSync } from 'node:fs';
import type { TLSConfig } from '@temporalio/client';
import type { Config } from '../config/config';

type TemporalConfig = Pick<
  Config,
  | 'TEMPORAL_ADDRESS'
  | 'TEMPORAL_API_KEY'
  | 'TEMPORAL_TLS_CA'
  | 'TEMPORAL_TLS_CERT'
  | 'TEMPORAL_TLS_KEY'
  | 'TEMPORAL_TLS_SERVER_NAME'
>;

/** The part of the connection that clients and workers share: address, API key, TLS (variables name PEM files). */
export function connectionOptions(config: TemporalConfig): {
  address: string;
  apiKey?: string;
  tls?: TLSConfig | boolean;
} {
  const cert = pem(config.TEMPORAL_TLS_CERT);
  const key = pem(config.TEMPORAL_TLS_KEY);
  const ca = pem(config.TEMPORAL_TLS_CA);
  const isSecured = Boolean(ca ?? cert ?? config.TEMPORAL_TLS_SERVER_NAME);
  return {
    address: config.TEMPORAL_ADDRESS,
    ...(config.TEMPORAL_API_KEY ? { apiKey: config.TEMPORAL_API_KEY, tls: true } : {}),
    ...(isSecured
      ? {
          tls: {
            ...(ca ? { serverRootCACertificate: ca } : {}),
            ...(cert && key ? { clientCertPair: { crt: cert, key } } : {}),
            ...(config.TEMPORAL_TLS_SERVER_NAME
              ? { serverNameOverride: config.TEMPORAL_TLS_SERVER_NAME }
              : {}),
          },
        }
      : {}),
  };
}

function pem(path: string | undefined): Buffer | undefined {
  return path === undefined ? undefined : readFileSync(path);
}
