import { defineSignal } from '@temporalio/workflow';
import { RESTRICTION_CHANGED } from '../../domain/restrictions/workflow-contract';

/** The row was lifted by hand: read it again. */
export const restrictionChangedSignal = defineSignal(RESTRICTION_CHANGED);
