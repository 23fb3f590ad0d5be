import { defineSignal } from '@temporalio/workflow';
import { INCENTIVE_RUN_MOVED } from '../../domain/incentives/run-contract';

/** A run was asked for, decided or discarded: read the rows again. */
export const incentiveRunMovedSignal = defineSignal(INCENTIVE_RUN_MOVED);
