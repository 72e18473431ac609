// GitHub's packages import JSON without the attribute that Node 20 wants: taken in as modules instead.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';

export async function load(url, context, next) {
  if (!url.endsWith('.json')) return next(url, context);
  return { format: 'module', source: `export default ${await readFile(new URL(url), 'utf8')}`, shortCircuit: true };
}

if (!new URL(import.meta.url).searchParams.has('hook')) register(`${import.meta.url}?hook`);
