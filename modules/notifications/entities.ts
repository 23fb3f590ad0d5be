import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One ring of one person's bell. `seq` grows by one per person without gaps. */
@Entity({ name: 'notification' })
export class Notification {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  /** A bigint, hence text in JavaScript. */
  @PrimaryColumn({ name: 'seq', type: 'bigint' })
  seq!: string;

  @Column({ name: 'id', type: 'uuid', unique: true, default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'type', type: 'text' })
  type!: string;

  @Column({ name: 'title', type: 'text' })
  title!: string;

  @Column({ name: 'body', type: 'text', default: '' })
  body!: string;

  @Column({ name: 'link', type: 'text' })
  link!: string;

  @Column({ name: 'approval_id', type: 'uuid', nullable: true })
  approvalId!: string | null;

  @Column({ name: 'dedupe_key', type: 'text' })
  dedupeKey!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'read_at', type: 'timestamptz', nullable: true })
  readAt!: Date | null;
}

/** The last number given to a person's notifications. Its row is the lock under which numbers are given. */
@Entity({ name: 'notification_stream' })
export class NotificationStream {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @Column({ name: 'head', type: 'bigint', default: '0' })
  head!: string;
}

/** The entities of this module, for the process entries. */
export const notificationEntities = [Notification, NotificationStream];
