import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TourState } from '../../domain/tours/tours';

/** How far a person has come in a version of a tour. */
@Entity('tour_progress')
export class TourProgress {
  @PrimaryColumn({ name: 'person_id', type: 'uuid' }) personId!: string;
  @PrimaryColumn({ name: 'tour', type: 'text' }) tour!: string;
  @PrimaryColumn({ name: 'version', type: 'integer' }) version!: number;
  @Column({ name: 'step', type: 'integer' }) step!: number;
  @Column({ name: 'state', type: 'text' }) state!: TourState;
  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  updatedAt!: Date;
}

/** The entities of this module, for the process entries. */
export const tourEntities = [TourProgress];
