import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { LinkPurpose } from '../../domain/wire/account';

/** One sign-in. It is over once `endedAt` is set, `expiresAt` has passed, or the person's token version moved on. */
@Entity('auth_session')
export class AuthSession {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'token_version', type: 'integer' }) tokenVersion!: number;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  /** "Firefox on Windows". */
  @Column({ name: 'device', type: 'text', default: 'A program' }) device!: string;
  /** A /24 or /48. */
  @Column({ name: 'network', type: 'text', nullable: true }) network!: string | null;
  /** To five minutes. */
  @Column({ name: 'last_seen_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  lastSeenAt!: Date;
}

/** A mailed link to choose a password by: once, while it is neither used nor revoked nor over. */
@Entity('password_link')
export class PasswordLinkRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'purpose', type: 'text' }) purpose!: LinkPurpose;
  /** SHA-256 of the token, which is stored nowhere. */
  @Column({ name: 'token_hash', type: 'bytea', select: false }) tokenHash!: Buffer;
  @Column({ name: 'key_id', type: 'text' }) keyId!: string;
  @Column({ name: 'token_version', type: 'integer' }) tokenVersion!: number;
  @Column({ name: 'issued_by', type: 'uuid', nullable: true }) issuedBy!: string | null;
  @Column({ name: 'issued_at', type: 'timestamptz' }) issuedAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}

/** Sign-in attempts counted per account and per address; the layout is rate-limiter-flexible's. */
@Entity('login_limit')
export class LoginLimit {
  @PrimaryColumn({ name: 'key', type: 'text' }) key!: string;
  @Column({ name: 'points', type: 'integer', default: 0 }) points!: number;
  /** Epoch milliseconds. */
  @Column({ name: 'expire', type: 'bigint', nullable: true }) expire!: string | null;
}

/** The entities of this module, for the process entries. */
export const authEntities = [AuthSession, PasswordLinkRow, LoginLimit];
