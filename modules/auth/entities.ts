import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One sign-in. It is over once `endedAt` is set, `expiresAt` has passed, or the person's token version moved on. */
@Entity('auth_session')
export class AuthSession {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'token_version', type: 'integer' }) tokenVersion!: number;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
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
export const authEntities = [AuthSession, LoginLimit];
