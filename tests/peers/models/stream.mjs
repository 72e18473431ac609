/** One event of a stream. */
export const event = (data, name) => `${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** Sends an answer, whole or piece by piece; a cut one loses the connection half way. */
export async function deliver(response, parts, isStreamed, cut) {
  response.writeHead(200, { 'content-type': isStreamed ? 'text/event-stream' : 'application/json', 'request-id': `req_${Math.random().toString(36).slice(2)}` });
  const sent = cut ? parts.slice(0, Math.max(1, Math.floor(parts.length / 2))) : parts;
  for (const part of sent) response.write(part);
  if (!cut) return response.end();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return response.socket.resetAndDestroy();
}

/** A name that no two answers share. */
export const id = (prefix) => `${prefix}_${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`.slice(0, 28);

export const usageOf = (turn) => ({ input: 100, output: 20, ...turn.usage });

/** A tool that the agent offers: its name, and those of its parameters. */
export const toolOf = (name, schema) => ({ name, parameters: Object.keys(schema?.properties ?? {}) });

/** The text of a message's content, in whichever of the shapes: a string, parts, results of tools. */
export function textOf(content) {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOf).join('\n');
  return textOf(content.text ?? content.content ?? content.output ?? '');
}
