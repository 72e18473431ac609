// What the model does. A script is { key, sessions: [{ match, turns }], fail }:
//   key      the only key that is let in; without one, every key is
//   fail     what happens to every request: { status, type, message, headers } | { hang } | { drop } | { garbage } | { cut }
//   match    a regular expression on what the user said; the first session that matches is played, one without a match always does
//   turns    each { text, write: { path, content }, bash, usage: { input, output }, stop: "refusal" | "max_tokens", fail, times };
//            a turn that fails does so `times` times (for ever without it), then it is played; after the last turn comes an end.
//            $1, $2 … in a turn stand for the groups of the match.
// The turn's number is how many turns of the model the request already holds since the match, so that a retry gets the same answer.
export class Script {
  constructor({ key, fail, sessions = [] }) {
    Object.assign(this, { key, fail, sessions, failures: new Map() });
  }

  next({ history, tools, key, aside }) {
    if (this.key && key !== this.key) return { fail: { status: 401, type: 'authentication_error', message: 'invalid x-api-key' } };
    if (this.fail) return { text: 'Half of an answer.', fail: this.fail };
    if (tools.length === 0) return { session: 'aside', text: aside ?? 'A title', usage: { input: 0, output: 0 } }; // agents ask for titles and summaries on the side
    for (const [index, session] of this.sessions.entries()) {
      const found = find(history, session.match);
      if (!found) continue;
      const number = turnsIn(history.slice(found.at));
      const turn = { text: 'Done.', ...filled(session.turns[number] ?? session.last ?? {}, found.groups), session: index, number };
      const tool = toolFor(turn, tools);
      if (turn.fail && this.#hasFailed(`${index}/${number}`) >= (turn.times ?? Infinity)) delete turn.fail;
      return { ...turn, tool };
    }
    return { session: 'none', text: 'No session of the script matches.' };
  }

  #hasFailed(turn) {
    const count = this.failures.get(turn) ?? 0;
    this.failures.set(turn, count + 1);
    return count;
  }
}

function find(history, match) {
  if (!match) return { at: 0, groups: [] };
  for (const [at, message] of history.entries()) {
    const groups = message.role === 'user' && new RegExp(match).exec(message.text);
    if (groups) return { at, groups };
  }
  return undefined;
}

// What follows each other without the user in between is one turn.
const turnsIn = (history) => history.filter((message, index) => message.role === 'assistant' && history[index - 1]?.role !== 'assistant').length;

const filled = (turn, groups) => JSON.parse(JSON.stringify(turn), (_, value) => (typeof value === 'string' ? value.replace(/\$(\d)/g, (whole, group) => groups[group] ?? whole) : value));

// A tool for files is called by what it says of itself; an agent that has none writes them with the shell.
const writer = ({ name, parameters }) => {
  const [path, content] = [/path/i, /content|text/i].map((form) => parameters.find((parameter) => form.test(parameter)));
  return /^(write|create)/i.test(name) && path && content ? { name, path, content } : undefined;
};
// A shell is known by its name: what else it takes differs. Codex's goes on without a command that
// takes longer than its 10 s, and ends it with the session; 30 s are the most it waits.
const patient = (cmd) => ({ cmd, yield_time_ms: 30_000 });
const shells = {
  Bash: (command) => ({ command, description: 'Run it' }),
  bash: (command) => ({ command, description: 'Run it' }),
  run_shell_command: (command) => ({ command, description: 'Run it' }),
  exec: (cmd) => `text(await tools.exec_command(${JSON.stringify(patient(cmd))}))`,
  exec_command: patient,
  shell_command: (command) => ({ command }),
  shell: (command) => ({ command: ['sh', '-c', command] }),
};

function toolFor({ write, bash, call }, tools) {
  if (call) return call;
  if (write) {
    const tool = tools.map(writer).find(Boolean);
    if (tool) return { name: tool.name, input: { [tool.path]: write.path, [tool.content]: write.content } };
    bash = `mkdir -p "$(dirname '${write.path}')" && cat > '${write.path}' <<'END_OF_FILE'\n${write.content.replace(/\n$/, '')}\nEND_OF_FILE`;
  }
  if (!bash) return undefined;
  const name = tools.map((tool) => tool.name).find((tool) => shells[tool]);
  if (!name) throw new Error(`The agent offers no shell, only ${tools.map((tool) => tool.name)}`);
  return { name, input: shells[name](bash) };
}
