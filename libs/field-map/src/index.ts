export { compileField, type CompiledField, compileFieldMap, type CompiledFieldMap } from './compile.js';
export { convert, readNumber } from './number.js';
export { pathTo, valueAt } from './path.js';
export { readField } from './read-field.js';
export { readTime, type TimeUnit } from './time.js';
