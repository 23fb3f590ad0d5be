import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';

/** A journey; amounts in minor units (text, as bigint comes). */
@Entity('travel_request')
export class TravelRequestEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'purpose', type: 'text' }) purpose!: string;
  @Column({ name: 'international', type: 'boolean' }) international!: boolean;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'estimate_minor', type: 'bigint' }) estimateMinor!: string;
  @Column({ name: 'advance_minor', type: 'bigint', nullable: true }) advanceMinor!: string | null;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** One part of a journey. */
@Entity('travel_leg')
export class TravelLegEntity {
  @PrimaryColumn({ name: 'travel_id', type: 'uuid' }) travelId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'travels_on', type: 'date' }) travelsOn!: string;
  @Column({ name: 'from_place', type: 'text' }) fromPlace!: string;
  @Column({ name: 'to_place', type: 'text' }) toPlace!: string;
  @Column({ name: 'mode', type: 'text' }) mode!: string;
}

/** What an approved journey made payable beforehand. */
@Entity('travel_advance')
export class TravelAdvanceEntity {
  @PrimaryColumn({ name: 'travel_id', type: 'uuid' }) travelId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const travelEntities = [TravelRequestEntity, TravelLegEntity, TravelAdvanceEntity];
