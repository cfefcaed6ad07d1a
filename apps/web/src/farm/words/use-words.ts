import { wordsIn } from '../../i18n/lang.js';
import { en } from './en.js';
import { vi } from './vi.js';

export const useWords = wordsIn(vi, en);
