import { describe, expect, it } from '@jest/globals';
import { faultOf } from './client-fault.js';
import { RefusedError } from './refused.error.js';

describe('what a client did wrong', () => {
  it.each([
    [new RefusedError('topic-denied'), undefined],
    [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), undefined],
    [Object.assign(new Error('not authorized'), { errorCode: 5 }), undefined],
    [new Error('keep alive timeout'), undefined],
    [new Error('connection closed'), undefined],
    [new Error('connect did not arrive in time'), 'connect-timeout'],
    [new Error('Client queue limit reached'), 'backlog-overflow'],
    [new Error('maxInflightInbound exceeded: 1000'), 'backlog-overflow'],
    [new Error('Invalid protocol'), 'packet-malformed'],
    [new Error('whatever comes next'), 'packet-malformed'],
  ])('%s: %s', (error, reason) => {
    expect(faultOf(error)).toBe(reason);
  });
});
