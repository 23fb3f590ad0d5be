import type { MailLanguage, MailTypeName } from '../../domain/mail/settings';
import type { SafetyMode, SafetyRule } from '../../domain/mail/safety';
import type { Queryable } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';

/** How mails look and which of them are sent, and how carefully their links act. */
export interface MailSettings {
  /** The name mails come from; null for the one of `MAIL_FROM`. */
  senderName: string | null;
  /** Stands under every mail; empty for none. */
  signature: string;
  language: MailLanguage;
  /** A PNG. */
  logo: Buffer | null;
  /** The types of mail that are turned off. */
  muted: MailTypeName[];
  rules: SafetyRule[];
}

/** The settings as this process knows them. */
export interface MailSettingsCache {
  /** At most some seconds old, and not that after a hint. */
  current(): Promise<MailSettings>;
  /** As they are now: for whatever decides. */
  now(): Promise<MailSettings>;
  stop(): void;
}

/** A hint may be lost: nothing is believed for longer than this. */
const OLDEST_MS = 5000;

interface Row extends Omit<MailSettings, 'rules'> {
  rules: {
    kind: string | null;
    atLeastMinor: string | null;
    currency: string | null;
    mode: SafetyMode;
  }[];
}

/** Reads the settings and the safety rules in one statement. */
export async function readMailSettings(db: Queryable): Promise<MailSettings> {
  const [row] = await db.query<Row>(
    `SELECT sender_name AS "senderName", signature, language, logo, muted,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'atLeastMinor', at_least_minor::text,
          'currency', currency, 'mode', mode)), '[]') FROM mail_safety_rule) AS rules
     FROM mail_settings`,
  );
  if (!row) throw new Error('there are no mail settings');
  const rules = row.rules.map(({ kind, mode, atLeastMinor, currency }) => ({
    ...{ kind, mode },
    atLeast:
      atLeastMinor !== null && currency !== null ? { minor: BigInt(atLeastMinor), currency } : null,
  }));
  return { ...row, rules };
}

/** Keeps the settings for the process; a hint on the bus drops what is kept. */
export function cacheMailSettings(deps: { db: Queryable; bus: Bus }): MailSettingsCache {
  let kept: { at: number; settings: Promise<MailSettings> } | undefined;
  const read = () => {
    const settings = readMailSettings(deps.db);
    const reading = { at: Date.now(), settings };
    kept = reading;
    settings.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return settings;
  };
  const stop = deps.bus.subscribe(({ topic }) => {
    if (topic === 'mail-settings') kept = undefined;
  });
  return {
    current: () => (kept && Date.now() - kept.at < OLDEST_MS ? kept.settings : read()),
    now: read,
    stop,
  };
}
