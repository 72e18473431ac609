// Anthropic's Messages.
import { event, id, textOf, toolOf, usageOf } from './stream.mjs';

const content = (turn) => [{ type: 'text', text: turn.text }, ...(turn.tool ? [{ type: 'tool_use', id: id('toolu'), name: turn.tool.name, input: turn.tool.input }] : [])];
const stopOf = (turn) => turn.stop ?? (turn.tool ? 'tool_use' : 'end_turn');

export const anthropic = {
  name: 'anthropic',
  path: /\/v1\/messages$/,
  key: ({ headers }) => headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, ''),
  isStreamed: (body) => body.stream === true,
  read: (body) => ({
    tools: (body.tools ?? []).map((tool) => toolOf(tool.name, tool.input_schema)),
    history: body.messages.map((message) => ({ role: message.role, text: textOf(message.content) })),
  }),
  error: ({ type, message }) => ({ type: 'error', error: { type: type ?? 'api_error', message }, request_id: id('req') }),

  whole(turn, body) {
    const { input, output } = usageOf(turn);
    return [JSON.stringify({ id: id('msg'), type: 'message', role: 'assistant', model: body.model, content: content(turn), stop_reason: stopOf(turn), stop_sequence: null, usage: { input_tokens: input, output_tokens: output } })];
  },

  events(turn, body) {
    const { input, output } = usageOf(turn);
    const say = (data) => event(data, data.type);
    return [
      say({ type: 'message_start', message: { id: id('msg'), type: 'message', role: 'assistant', model: body.model, content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: input, output_tokens: 1 } } }),
      ...content(turn).flatMap((block, index) => [
        say({ type: 'content_block_start', index, content_block: block.type === 'text' ? { type: 'text', text: '' } : { ...block, input: {} } }),
        say({ type: 'content_block_delta', index, delta: block.type === 'text' ? { type: 'text_delta', text: block.text } : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) } }),
        say({ type: 'content_block_stop', index }),
      ]),
      say({ type: 'message_delta', delta: { stop_reason: stopOf(turn), stop_sequence: null }, usage: { output_tokens: output } }),
      say({ type: 'message_stop' }),
    ];
  },
};
