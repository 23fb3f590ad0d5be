import type { Random } from '../../../db/demo/random';
import { judge, type Verdict } from './invariants';
import { planErrands, type Errand } from './load';
import type { Plant } from './plant';
import { startStaff, type Staff } from './staff';

/** A plant with people at work, whose errands are taken bit by bit and judged together. */
export interface Exercise {
  staff: Staff;
  /** The next errands of the load. */
  next(count: number): Errand[];
  /** Checks everything that has been taken so far. */
  judge(settleMs?: number): Promise<Verdict>;
}

/** Plans `count` errands for a plant. */
export async function startExercise(
  plant: Plant,
  random: Random,
  count: number,
): Promise<Exercise> {
  const errands = planErrands(count, random);
  const staff = await startStaff(plant, random, errands);
  let taken = 0;
  return {
    staff,
    next(wanted) {
      const some = errands.slice(taken, taken + wanted);
      if (some.length < wanted) throw new Error(`only ${count} errands were planned`);
      taken += wanted;
      return some;
    },
    async judge(settleMs) {
      await plant.healthy();
      return judge(plant, staff, errands.slice(0, taken), settleMs);
    },
  };
}
