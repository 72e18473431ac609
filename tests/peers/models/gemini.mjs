// Gemini's generateContent and streamGenerateContent.
import { event, textOf, toolOf, usageOf } from './stream.mjs';

const stopOf = (turn) => ({ refusal: 'SAFETY', max_tokens: 'MAX_TOKENS' })[turn.stop] ?? 'STOP';
const textOfPart = (part) => part.text ?? textOf(part.functionResponse?.response);
const statuses = { 400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 429: 'RESOURCE_EXHAUSTED', 500: 'INTERNAL', 503: 'UNAVAILABLE' };

function pieces(turn, model) {
  const { input, output } = usageOf(turn);
  const parts = [{ text: turn.text }, ...(turn.tool ? [{ functionCall: { name: turn.tool.name, args: turn.tool.input } }] : [])];
  return parts.map((part, index) => ({
    candidates: [{ content: { role: 'model', parts: [part] }, index: 0, ...(index === parts.length - 1 ? { finishReason: stopOf(turn) } : {}) }],
    usageMetadata: { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output }, modelVersion: model,
  }));
}

export const gemini = {
  name: 'gemini',
  path: /\/models\/[^/]+:(?:streamGenerateContent|generateContent)$/,
  key: ({ headers, url }) => headers['x-goog-api-key'] ?? new URL(url, 'http://127.0.0.1').searchParams.get('key') ?? undefined,
  isStreamed: (body, path) => path.endsWith(':streamGenerateContent'),
  read: (body) => ({
    aside: body.generationConfig?.responseMimeType === 'application/json' ? '{"complexity_reasoning":"Small.","complexity_score":10}' : undefined, // which model the task needs
    tools: (body.tools ?? []).flatMap((tool) => tool.functionDeclarations ?? []).map((tool) => toolOf(tool.name, tool.parametersJsonSchema ?? tool.parameters)),
    history: body.contents.map((message) => ({ role: message.role === 'model' ? 'assistant' : 'user', text: message.parts.map(textOfPart).join('\n') })),
  }),
  error: ({ status, message }) => ({ error: { code: status, message, status: statuses[status] ?? 'UNKNOWN' } }),

  whole(turn) {
    const all = pieces(turn, 'scripted');
    const last = all.at(-1);
    last.candidates[0].content.parts = all.flatMap((piece) => piece.candidates[0].content.parts);
    return [JSON.stringify(last)];
  },

  events: (turn) => pieces(turn, 'scripted').map((piece) => event(piece)),
};
