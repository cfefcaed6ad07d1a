import { jest } from '@jest/globals';

// real processes on a machine that may be slow: what hangs is told apart from what takes a while
jest.setTimeout(60_000);
