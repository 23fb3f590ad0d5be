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

  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;

  @Column({ name: 'snoozed_until', type: 'timestamptz', nullable: true })
  snoozedUntil!: Date | null;
}

/** The last number given to a person's notifications. Its row is the lock under which numbers are given. */
@Entity({ name: 'notification_stream' })
export class NotificationStream {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @Column({ name: 'head', type: 'bigint', default: '0' })
  head!: string;

  /** Grows with every change of rows that are there. */
  @Column({ name: 'revision', type: 'bigint', default: '0' })
  revision!: string;

  /** The newest row that the person has had before their eyes. */
  @Column({ name: 'seen', type: 'bigint', default: '0' })
  seen!: string;
}

/** What somebody has chosen for one sort of notice and one channel. */
@Entity({ name: 'notification_preference' })
export class NotificationPreference {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @PrimaryColumn({ name: 'notice', type: 'text' })
  notice!: string;

  @PrimaryColumn({ name: 'channel', type: 'text' })
  channel!: string;

  @Column({ name: 'wanted', type: 'boolean' })
  wanted!: boolean;
}

/** When somebody is not to be disturbed, in their zone. */
@Entity({ name: 'notification_quiet_hours' })
export class NotificationQuietHours {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @Column({ name: 'starts_at', type: 'text' })
  startsAt!: string;

  @Column({ name: 'ends_at', type: 'text' })
  endsAt!: string;

  @Column({ name: 'days', type: 'integer', array: true })
  days!: number[];
}

/** One step on the way of a notification to its person; rows are only added. */
@Entity({ name: 'notification_delivery' })
export class NotificationDelivery {
  /** A bigint, hence text in JavaScript. */
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id!: string;

  @Column({ name: 'notification_id', type: 'uuid' })
  notificationId!: string;

  @Column({ name: 'channel', type: 'text' })
  channel!: string;

  @Column({ name: 'state', type: 'text' })
  state!: string;

  @Column({ name: 'detail', type: 'text' })
  detail!: string;

  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;
}

/** A browser that takes pushes. */
@Entity({ name: 'push_subscription' })
export class PushSubscription {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'user_id', type: 'uuid' })
  userId!: string;

  @Column({ name: 'endpoint', type: 'text' })
  endpoint!: string;

  @Column({ name: 'p256dh', type: 'text' })
  p256dh!: string;

  @Column({ name: 'auth', type: 'text' })
  auth!: string;

  @Column({ name: 'session_id', type: 'uuid' })
  sessionId!: string;

  @Column({ name: 'agent', type: 'text' })
  agent!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

/** One notification that one browser is still to be told of. */
@Entity({ name: 'push_job' })
export class PushJob {
  /** A bigint, hence text in JavaScript. */
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id!: string;

  @Column({ name: 'subscription_id', type: 'uuid' })
  subscriptionId!: string;

  @Column({ name: 'notification_id', type: 'uuid' })
  notificationId!: string;

  @Column({ name: 'attempts', type: 'integer' })
  attempts!: number;

  @Column({ name: 'next_attempt_at', type: 'timestamptz' })
  nextAttemptAt!: Date;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const notificationEntities = [
  Notification,
  NotificationStream,
  NotificationPreference,
  NotificationQuietHours,
  NotificationDelivery,
  PushSubscription,
  PushJob,
];
