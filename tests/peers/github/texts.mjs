// What GitHub does with the texts of issues, pull requests and comments, where the emulator takes anything.
const resources = { pulls: 'PullRequest', issues: 'Issue', comments: 'IssueComment' };

// Returns what GitHub would refuse, as the entry of "errors"; undefined when it is fine.
export function refusedText(method, rest, body) {
  const kind = /\/(comments|pulls|issues)(?:\/\d+)?$/.exec(rest)?.[1];
  if (method === 'GET' || !kind) return undefined;
  const too = (field, most) => ({ resource: resources[kind], field, code: 'custom', message: `${field} is too long (maximum is ${most} characters)` });
  if (kind !== 'comments' && typeof body.title === 'string' && body.title.trim() === '') return { resource: resources[kind], field: 'title', code: 'missing_field' };
  if ((body.title ?? '').length > 256) return too('title', 256);
  if ((body.body ?? '').length > 65536) return too('body', 65536);
  return undefined;
}

// Labels that differ in case only are one label.
export function sameLabels(known, wanted) {
  return (wanted ?? []).map((name) => known.find((label) => label.name.toLowerCase() === name.toLowerCase())?.name ?? name);
}
