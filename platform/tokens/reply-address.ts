import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config/config';

/** Makes and reads the addresses that approval mails are answered to: `approve+<token>@<domain>`. */
export interface ReplyAddresses {
  /** The address of the mail with this link (its approving one); null when replies are not taken. */
  of(linkId: string): string | null;
  /** The link an address stands for; null for any address that we did not make. */
  read(address: string): string | null;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 16;
const MAC_BYTES = 16;
/** 26 letters for the link's id and 26 for its seal: 60 with the prefix, of the 64 a local part may have. */
const SHAPE = /^approve\+([a-z2-7]{26})([a-z2-7]{26})@(.+)$/;

/** The domain of an address such as `NETRA <no-reply@netra.example>`; undefined when there is none. */
export function domainOf(sender: string): string | undefined {
  return /@([^\s<>@]+?)>?\s*$/.exec(sender)?.[1]?.toLowerCase();
}

/**
 * Reply addresses are sealed under a key derived from `EMAIL_LINK_SECRET`, as the links are, and stored nowhere.
 * They are of lower-case letters and digits, since mail servers may change the case of an address. There are none
 * unless `INBOUND_SMTP_PORT` or `INBOUND_DOMAIN` says that somebody takes replies.
 */
export function createReplyAddresses(
  config: Pick<
    Config,
    | 'EMAIL_LINK_SECRET'
    | 'EMAIL_LINK_SECRET_PREVIOUS'
    | 'INBOUND_SMTP_PORT'
    | 'INBOUND_DOMAIN'
    | 'MAIL_FROM'
  >,
): ReplyAddresses {
  const isOn = config.INBOUND_SMTP_PORT !== undefined || config.INBOUND_DOMAIN !== undefined;
  const domain = isOn
    ? (config.INBOUND_DOMAIN ?? domainOf(config.MAIL_FROM))?.toLowerCase()
    : undefined;
  const current = sealer(config.EMAIL_LINK_SECRET);
  const previous = config.EMAIL_LINK_SECRET_PREVIOUS;
  const sealers = previous ? [current, sealer(previous)] : [current];
  return {
    of: (linkId) =>
      domain === undefined
        ? null
        : `approve+${encode(bytesOf(linkId))}${encode(current(linkId))}@${domain}`,
    read(address) {
      const [, id, mac, at] = SHAPE.exec(address.toLowerCase()) ?? [];
      if (!id || !mac || domain === undefined || at !== domain) return null;
      const linkId = uuidOf(decode(id).subarray(0, ID_BYTES));
      // Compared as text: the last letter of each part has bits to spare, and only one spelling is ours.
      const isOurs = (seal: (linkId: string) => Buffer) =>
        timingSafeEqual(Buffer.from(encode(seal(linkId))), Buffer.from(mac));
      return encode(bytesOf(linkId)) === id && sealers.some(isOurs) ? linkId : null;
    },
  };
}

function sealer(secret: string): (linkId: string) => Buffer {
  const derived = createHmac('sha256', secret).update('netra email link: reply').digest();
  const key = createSecretKey(derived);
  return (linkId) => createHmac('sha256', key).update(linkId).digest().subarray(0, MAC_BYTES);
}

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Base32 (RFC 4648) without padding, in lower case. */
function encode(bytes: Buffer): string {
  let [bits, value, text] = [0, 0, ''];
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += LETTERS[(value >>> (bits - 5)) & 31] ?? '';
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + (LETTERS[(value << (5 - bits)) & 31] ?? '') : text;
}

function decode(text: string): Buffer {
  const bytes: number[] = [];
  let [bits, value] = [0, 0];
  for (const letter of text) {
    value = ((value << 5) | LETTERS.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push((value >>> (bits -= 8)) & 255);
  }
  return Buffer.from(bytes);
}
