// OpenAI's Chat Completions.
import { event, id, textOf, toolOf, usageOf } from './stream.mjs';

const callsOf = (turn) => (turn.tool ? [{ index: 0, id: id('call'), type: 'function', function: { name: turn.tool.name, arguments: JSON.stringify(turn.tool.input) } }] : undefined);
const stopOf = (turn) => ({ refusal: 'content_filter', max_tokens: 'length' })[turn.stop] ?? (turn.tool ? 'tool_calls' : 'stop');

function usage(turn) {
  const { input, output } = usageOf(turn);
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}

export const chat = {
  name: 'chat',
  path: /\/chat\/completions$/,
  key: ({ headers }) => headers.authorization?.replace(/^Bearer /, ''),
  isStreamed: (body) => body.stream === true,
  read: (body) => ({
    tools: (body.tools ?? []).map((tool) => toolOf(tool.function?.name ?? tool.type, tool.function?.parameters)),
    history: body.messages.filter((message) => message.role !== 'system').map((message) => ({ role: message.role === 'assistant' ? 'assistant' : 'user', text: textOf(message.content) })),
  }),
  error: ({ type, message }) => ({ error: { type: type ?? 'server_error', code: type ?? null, message, param: null } }),
  whole: (turn, body) => [JSON.stringify({ id: id('chatcmpl'), object: 'chat.completion', created: 0, model: body.model, choices: [{ index: 0, message: { role: 'assistant', content: turn.text, tool_calls: callsOf(turn) }, finish_reason: stopOf(turn) }], usage: usage(turn) })],

  events(turn, body) {
    const chunk = (choices, more) => event({ id: 'chatcmpl_1', object: 'chat.completion.chunk', created: 0, model: body.model, choices, ...more });
    const delta = (value, finish_reason = null) => chunk([{ index: 0, delta: value, finish_reason }]);
    const calls = callsOf(turn);
    return [
      delta({ role: 'assistant', content: '' }),
      delta({ content: turn.text }),
      ...(calls ? [delta({ tool_calls: calls })] : []),
      delta({}, stopOf(turn)),
      chunk([], { usage: usage(turn) }),
      event('[DONE]'),
    ];
  },
};
