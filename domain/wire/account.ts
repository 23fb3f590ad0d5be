import { z } from 'zod';
import { newPasswordSchema } from '../passwords/check-password';
import { instantSchema } from './common';

/** What a mailed link lets its owner do: choose the first password, or a new one for one that is forgotten. */
const LINK_PURPOSES = ['invitation', 'reset'] as const;
/** @see LINK_PURPOSES */
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** `GET /people/:id/invitation`: whether somebody can sign in yet. */
export const invitationSchema = z.object({
  state: z.enum(['not-invited', 'invited', 'lapsed', 'joined']),
  /** When the newest invitation was sent; null when none was, or it was revoked. */
  invitedAt: instantSchema.nullable(),
  /** Until when it works. */
  expiresAt: instantSchema.nullable(),
  /** When they chose a password, or were given one. */
  joinedAt: instantSchema.nullable(),
});

/** `POST /people-imports/:id/invitations`: how many were sent, and how many people needed none. */
export const invitedSchema = z.object({
  invited: z.number().int(),
  /** Have joined already, or are not active. */
  passedOver: z.number().int(),
});

/** `POST /auth/password-resets`. */
export const askForResetSchema = z.strictObject({
  email: z.string().trim().toLowerCase().min(1, 'Enter your e-mail').max(320),
});

const token = z.string().min(1).max(200);

/** `POST /auth/password-links/read`. */
export const readLinkSchema = z.strictObject({ token });

/** Whose link it is, and what for. */
export const passwordLinkSchema = z.object({
  purpose: z.enum(LINK_PURPOSES),
  name: z.string(),
  email: z.string(),
  expiresAt: instantSchema,
});

/** `POST /auth/password-links/use`. */
export const setPasswordSchema = z.strictObject({ token, password: newPasswordSchema });

/** One session of `GET /auth/sessions`. */
export const sessionSchema = z.object({
  id: z.uuid(),
  /** "Firefox on Windows": what the client said of itself. */
  device: z.string(),
  /** The /24 or /48 it came from; null when it is not known. */
  network: z.string().nullable(),
  startedAt: instantSchema,
  /** To five minutes. */
  lastSeenAt: instantSchema,
  expiresAt: instantSchema,
  /** Whether it is the one that asks. */
  current: z.boolean(),
});

/** `POST /auth/sessions/end-others`: how many ended. */
export const endedSchema = z.object({ ended: z.number().int() });

/** What `invitationSchema` describes. */
export type Invitation = z.infer<typeof invitationSchema>;
/** What `invitedSchema` describes. */
export type Invited = z.infer<typeof invitedSchema>;
/** What `passwordLinkSchema` describes. */
export type PasswordLink = z.infer<typeof passwordLinkSchema>;
/** What `sessionSchema` describes. */
export type SessionWire = z.infer<typeof sessionSchema>;
