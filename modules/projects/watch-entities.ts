import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { WatchDecision, WatchEnd, WatchState } from '../../domain/projects/go-live-watch';

/** That a go-live is looked after, and until when. */
@Entity('go_live_watch')
export class GoLiveWatchEntity {
  @PrimaryColumn({ name: 'go_live_id', type: 'uuid' }) goLiveId!: string;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'lapses_at', type: 'timestamptz' }) lapsesAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'ended_how', type: 'text', nullable: true }) endedHow!: WatchEnd | null;
}

/** A day on which its manager is asked how it does. */
@Entity('go_live_check_in')
export class GoLiveCheckInEntity {
  @PrimaryColumn({ name: 'go_live_id', type: 'uuid' }) goLiveId!: string;
  @PrimaryColumn({ name: 'working_day', type: 'integer' }) workingDay!: number;
  @Column({ name: 'falls_on', type: 'date' }) fallsOn!: string;
  @Column({ name: 'ask_at', type: 'timestamptz' }) askAt!: Date;
  @Column({ name: 'remind_at', type: 'timestamptz' }) remindAt!: Date;
  @Column({ name: 'tell_at', type: 'timestamptz' }) tellAt!: Date;
  @Column({ name: 'asked_at', type: 'timestamptz', nullable: true }) askedAt!: Date | null;
  @Column({ name: 'reminded_at', type: 'timestamptz', nullable: true }) remindedAt!: Date | null;
  @Column({ name: 'told_at', type: 'timestamptz', nullable: true }) toldAt!: Date | null;
}

/** What its manager said. */
@Entity('go_live_report')
export class GoLiveReportEntity {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;
  @Column({ name: 'go_live_id', type: 'uuid' }) goLiveId!: string;
  @Column({ name: 'working_day', type: 'integer', nullable: true }) workingDay!: number | null;
  @Column({ name: 'state', type: 'text' }) state!: WatchState;
  @Column({ name: 'open_incidents', type: 'integer' }) openIncidents!: number;
  @Column({ name: 'note', type: 'text' }) note!: string;
  @Column({ name: 'decision', type: 'text' }) decision!: WatchDecision;
  @Column({ name: 'given_by', type: 'uuid' }) givenBy!: string;
  @Column({ name: 'given_at', type: 'timestamptz', default: () => 'now()' }) givenAt!: Date;
}

/** The entities of watches, for the process entries. */
export const watchEntities = [GoLiveWatchEntity, GoLiveCheckInEntity, GoLiveReportEntity];
