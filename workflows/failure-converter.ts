import { DefaultFailureConverter } from '@temporalio/common';

/** Puts the message and the stack of a failure into a payload, where the codec encrypts them like everything else. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
