// A workflow's file is read for each of its jobs, and is the same in most runs: taken apart once.
import { parse } from 'yaml';

const known = new Map();

export function parseYaml(text) {
  if (!known.has(text)) known.set(text, frozen(parse(text)));
  return known.get(text);
}

// A run that wrote into it would write into another's.
function frozen(value) {
  if (value === null || typeof value !== 'object') return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
