import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who may not use the chat, the assistant, or both. Ended once, never changed otherwise nor deleted, by trigger. */
@Entity({ name: 'restriction' })
export class Restriction {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ name: 'chat', type: 'boolean' })
  chat!: boolean;

  @Column({ name: 'assistant', type: 'boolean' })
  assistant!: boolean;

  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'until', type: 'timestamptz', nullable: true })
  until!: Date | null;

  @Column({ name: 'set_by', type: 'uuid' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  setAt!: Date;

  @Column({ name: 'lifted_at', type: 'timestamptz', nullable: true })
  liftedAt!: Date | null;

  @Column({ name: 'lifted_by', type: 'uuid', nullable: true })
  liftedBy!: string | null;

  @Column({ name: 'lift_reason', type: 'text', nullable: true })
  liftReason!: string | null;

  @Column({ name: 'relayed_at', type: 'timestamptz', nullable: true })
  relayedAt!: Date | null;
}

/** The entities of this module, for the process entries. */
export const restrictionEntities = [Restriction];
