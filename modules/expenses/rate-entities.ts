import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Vehicle } from '../../domain/expenses/mileage';

/** What a kilometre by a kind of vehicle is worth from a day on, until the next one begins. */
@Entity('mileage_rate')
export class MileageRateEntity {
  @PrimaryColumn({ name: 'vehicle', type: 'text' }) vehicle!: Vehicle;
  @PrimaryColumn({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'rate', type: 'numeric', precision: 20, scale: 10 }) rate!: string;
  /** With the one below: above so many kilometres of a financial year, another rate. */
  @Column({ name: 'above_km', type: 'integer', nullable: true }) aboveKm!: number | null;
  @Column({ name: 'beyond_rate', type: 'numeric', precision: 20, scale: 10, nullable: true })
  beyondRate!: string | null;
  @Column({ name: 'entered_by', type: 'uuid' }) enteredBy!: string;
  @Column({ name: 'entered_at', type: 'timestamptz', default: () => 'now()' }) enteredAt!: Date;
}

/** What a day away is worth at a place from a day on, until the next one begins; shares in percent of the full day. */
@Entity('per_diem_rate')
export class PerDiemRateEntity {
  @PrimaryColumn({ name: 'place', type: 'text' }) place!: string;
  @PrimaryColumn({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'full_minor', type: 'bigint' }) fullMinor!: string;
  /** What the first and the last day are worth. */
  @Column({ name: 'edge_percent', type: 'integer' }) edgePercent!: number;
  /** With the two below: what a provided meal takes away. */
  @Column({ name: 'breakfast_percent', type: 'integer' }) breakfastPercent!: number;
  @Column({ name: 'lunch_percent', type: 'integer' }) lunchPercent!: number;
  @Column({ name: 'dinner_percent', type: 'integer' }) dinnerPercent!: number;
  @Column({ name: 'entered_by', type: 'uuid' }) enteredBy!: string;
  @Column({ name: 'entered_at', type: 'timestamptz', default: () => 'now()' }) enteredAt!: Date;
}

/** What drives and days away are worth. */
export const expenseRateEntities = [MileageRateEntity, PerDiemRateEntity];
