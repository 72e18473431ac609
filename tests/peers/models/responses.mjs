// OpenAI's Responses.
import { event, id, textOf, toolOf, usageOf } from './stream.mjs';

function outputOf(turn) {
  const message = { type: 'message', id: id('msg'), role: 'assistant', status: 'completed', content: [turn.stop === 'refusal' ? { type: 'refusal', refusal: turn.text } : { type: 'output_text', text: turn.text, annotations: [] }] };
  if (!turn.tool) return [message];
  const { name, input } = turn.tool;
  const call = { id: id('fc'), call_id: id('call'), status: 'completed', name };
  return [message, typeof input === 'string' ? { type: 'custom_tool_call', ...call, input } : { type: 'function_call', ...call, arguments: JSON.stringify(input) }];
}

function responseOf(turn, body, output) {
  const { input, output: written } = usageOf(turn);
  const isCut = turn.stop === 'max_tokens';
  return {
    id: id('resp'), object: 'response', created_at: 0, model: body.model, output, status: isCut ? 'incomplete' : 'completed', incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    usage: { input_tokens: input, input_tokens_details: { cached_tokens: 0 }, output_tokens: written, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: input + written },
  };
}

const roleOf = (item) => (item.role === 'assistant' || item.type === 'function_call' || item.type === 'custom_tool_call' || item.type === 'reasoning' ? 'assistant' : 'user');

const itemsOf = (body) => (typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input);
const toolsOf = (tools) => tools.flatMap((tool) => (tool.type === 'namespace' ? toolsOf(tool.tools) : [toolOf(tool.name ?? tool.type, tool.parameters)]));

export const responses = {
  name: 'responses',
  path: /\/responses$/,
  key: ({ headers }) => headers.authorization?.replace(/^Bearer /, ''),
  isStreamed: (body) => body.stream === true,
  read: (body) => ({
    tools: toolsOf([...(body.tools ?? []), ...itemsOf(body).flatMap((item) => (item.type === 'additional_tools' ? item.tools : []))]),
    history: itemsOf(body).filter((item) => item.type !== 'additional_tools').map((item) => ({ role: roleOf(item), text: textOf(item) })),
  }),
  error: ({ type, message }) => ({ error: { type: type ?? 'server_error', code: type ?? null, message, param: null } }),
  whole: (turn, body) => [JSON.stringify(responseOf(turn, body, outputOf(turn)))],

  events(turn, body) {
    const output = outputOf(turn);
    const done = responseOf(turn, body, output);
    const say = (data) => event(data, data.type);
    return [
      say({ type: 'response.created', response: { ...done, status: 'in_progress', output: [], usage: null } }),
      ...output.flatMap((item, index) => [
        say({ type: 'response.output_item.added', output_index: index, item: item.type === 'message' ? { ...item, content: [] } : item }),
        ...(item.type === 'message' ? [say({ type: 'response.output_text.delta', item_id: item.id, output_index: index, content_index: 0, delta: turn.text })] : []),
        say({ type: 'response.output_item.done', output_index: index, item }),
      ]),
      say({ type: done.status === 'completed' ? 'response.completed' : 'response.incomplete', response: done }),
    ];
  },
};
