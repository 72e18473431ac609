// The files through which steps talk to the runner, and the commands in their output.
import { readFileSync } from 'node:fs';

export function readPairs(path) {
  const pairs = {};
  const lines = readFileSync(path, 'utf8').split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (lines[i] === '') continue;
    const heredoc = /^([^=<]+)<<(.+)$/.exec(lines[i]);
    if (heredoc) {
      const end = lines.indexOf(heredoc[2], i + 1);
      if (end < 0) throw new Error(`Matching delimiter not found '${heredoc[2]}'`);
      pairs[heredoc[1]] = lines.slice(i + 1, end).join('\n');
      i = end;
      continue;
    }
    const equals = lines[i].indexOf('=');
    if (equals <= 0) throw new Error(`Invalid format '${lines[i]}'`);
    pairs[lines[i].slice(0, equals)] = lines[i].slice(equals + 1);
  }
  return pairs;
}

export const readLines = (path) => readFileSync(path, 'utf8').split('\n').filter((line) => line !== '');

export function readCommands(line, masks, annotations) {
  const command = /^::(add-mask|error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line.trimEnd());
  if (!command) return;
  const message = command[3].replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
  if (command[1] === 'add-mask') masks.add(message);
  else annotations.push({ level: command[1], title: /title=([^,]*)/.exec(command[2] ?? '')?.[1] ?? '', message });
}

export const hide = (text, masks) => [...masks].filter((mask) => mask.length > 0).reduce((rest, mask) => rest.replaceAll(mask, '***'), text);
