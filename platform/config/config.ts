import { isIP } from 'node:net';
import { z } from 'zod';
import { CURRENCIES } from '../../domain/money/money';
import { codecKey, codecKeys } from './codec-keys';

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z
  .string()
  .min(32, 'must have at least 32 characters')
  .refine((value) => new Set(value).size >= 8, 'must be random: too few different characters');

/** What a million tokens cost, to a ten-thousandth. */
const price = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,4})?$/, 'must be an amount such as 0.15')
  .optional();

/** A key of web push. */
function bytesInBase64url(length: number) {
  return z
    .string()
    .refine(
      (text) => /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === length,
      `must be ${length} bytes in base64url`,
    )
    .optional();
}

/** The networks Express knows by name. */
const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

function isNetwork(text: string): boolean {
  if (NAMED_NETWORKS.includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const length = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && length > 0 && (bits === undefined || isBits(bits, length));
}

/** A network of no bits at all would trust everybody. */
const isBits = (text: string, length: number) =>
  /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= length;

const addresses = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (all) => all.every(isNetwork),
    `must be addresses, networks such as 10.0.0.0/8, or ${NAMED_NETWORKS.join(', ')}, with commas between`,
  );

/** Every variable a role of NETRA reads. What is not here is not read. */
const variables = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  TRUSTED_PROXIES: addresses.optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(8),
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port'),
  TEMPORAL_NAMESPACE: z.string().default('netra'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS_CA: z.string().optional(),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_UI_URL: z.url().optional(),
  TEMPORAL_CODEC_KEY: codecKey.optional(),
  TEMPORAL_CODEC_KEYS_PREVIOUS: codecKeys.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().default('NETRA <no-reply@netra.example>'),
  INBOUND_SMTP_PORT: port.optional(),
  INBOUND_DOMAIN: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i,
      'must be a host name',
    )
    .optional(),
  INBOUND_TRUST: z.string().regex(/^\S+$/, 'must be one name').optional(),
  GMAIL_ACTIONS: z.enum(['off', 'view', 'confirm']).default('off'),
  GMAIL_KEYS_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://www.googleapis.com/oauth2/v3/certs'),
  FILES_DIR: z.string().default('.netra/files'),
  PUSH_VAPID_PUBLIC_KEY: bytesInBase64url(65),
  PUSH_VAPID_PRIVATE_KEY: bytesInBase64url(32),
  PUSH_SUBJECT: z
    .string()
    .regex(/^(mailto:\S+@\S+|https:\/\/\S+)$/, 'must be mailto:… or https://…')
    .optional(),
  CHAT_MAIL_MINUTES: z.coerce.number().int().min(2).max(15).default(10),
  ADVANCE_SETTLE_DAYS: z.coerce.number().int().min(1).max(365).default(60),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_MODEL: z.string().default('gpt-4o-mini'),
  OPENAI_TIMEOUT_SECONDS: z.coerce.number().min(1).max(120).default(20),
  OPENAI_INPUT_PRICE: price,
  OPENAI_OUTPUT_PRICE: price,
  OPENAI_PRICE_CURRENCY: z.enum(CURRENCIES).default('USD'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SESSION_SECRET: secret,
  EMAIL_LINK_SECRET: secret,
  EMAIL_LINK_SECRET_PREVIOUS: secret.optional(),
  AUDIT_ANCHOR_FILE: z.string().optional(),
  LOGIN_ATTEMPTS_PER_ACCOUNT: z.coerce.number().int().min(1).default(10),
  LOGIN_ATTEMPTS_PER_ADDRESS: z.coerce.number().int().min(1).default(100),
} satisfies Record<string, z.ZodType>;

const schema = z.object(variables);

/** The checked configuration of a process. */
export type Config = z.infer<typeof schema>;

/** The names of all variables the configuration knows. */
export const VARIABLE_NAMES = Object.keys(variables);

/** The configuration is unusable; `lines` has one line per variable. */
export class ConfigError extends Error {
  constructor(readonly lines: string[]) {
    super(`Bad configuration:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads and checks the environment. An empty string counts as not set.
 * @throws ConfigError with one line per variable that is missing or wrong; values are never repeated
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(
    VARIABLE_NAMES.map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const result = schema.safeParse(present);
  const wrong = new Map<string, string>();
  for (const { path, message } of result.error?.issues ?? []) {
    const name = String(path[0]);
    const line = present[name] === undefined ? `${name} is not set` : `${name}: ${message}`;
    // The first thing wrong with a variable is enough to say about it.
    if (!wrong.has(name)) wrong.set(name, line);
  }
  const lines = [...wrong.values(), ...doubledCodecKeys(result.data)];
  if (present.SESSION_SECRET && present.SESSION_SECRET === present.EMAIL_LINK_SECRET) {
    lines.push('EMAIL_LINK_SECRET: must differ from SESSION_SECRET');
  }
  if (!present.PUSH_VAPID_PUBLIC_KEY !== !present.PUSH_VAPID_PRIVATE_KEY) {
    lines.push('PUSH_VAPID_PUBLIC_KEY: goes together with PUSH_VAPID_PRIVATE_KEY');
  }
  if (!present.OPENAI_INPUT_PRICE !== !present.OPENAI_OUTPUT_PRICE) {
    lines.push('OPENAI_INPUT_PRICE: goes together with OPENAI_OUTPUT_PRICE');
  }
  if (!result.success || lines.length > 0) throw new ConfigError(lines);
  return result.data;
}

/** Two keys of one name: what one encrypted, the other would fail to read. */
function doubledCodecKeys(config: Config | undefined): string[] {
  const current = config?.TEMPORAL_CODEC_KEY ? [config.TEMPORAL_CODEC_KEY] : [];
  const ids = [...current, ...(config?.TEMPORAL_CODEC_KEYS_PREVIOUS ?? [])].map(({ id }) => id);
  if (new Set(ids).size === ids.length) return [];
  return ['TEMPORAL_CODEC_KEYS_PREVIOUS: names a key id twice, or that of TEMPORAL_CODEC_KEY'];
}
