// Evaluates ${{ }} with GitHub's own lexer, parser and evaluator.
import './json.mjs';

const { data, Evaluator, Lexer, Parser, wellKnownFunctions } = await import('@actions/expressions');
const contexts = ['github', 'inputs', 'vars', 'secrets', 'needs', 'steps', 'env', 'runner', 'job'];
const statusFunctions = ['success', 'failure', 'cancelled', 'always'];
const reviver = (value) => JSON.parse(JSON.stringify(value ?? null), data.reviver);

export function evaluate(expression, values, status = {}) {
  const functions = new Map(statusFunctions.map((name) => [name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(status[name]?.() ?? true) }]));
  functions.set('hashfiles', { name: 'hashFiles', minArgs: 1, maxArgs: 255, call: (...files) => new data.StringData(status.hashFiles?.(files.map((file) => file.coerceString())) ?? '') });
  const parsed = new Parser(new Lexer(expression).lex().tokens, contexts, [...functions.values()]).parse();
  const dictionary = new data.Dictionary(...contexts.map((key) => ({ key, value: reviver(values[key] ?? {}) })));
  return new Evaluator(parsed, dictionary, new Map([...functions, ...Object.entries(wellKnownFunctions)])).evaluate();
}

// A text with expressions in it; one that is nothing but an expression keeps its kind.
export function expand(text, values, status) {
  if (typeof text !== 'string') return text;
  const only = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(text);
  if (only) return plain(evaluate(only[1], values, status));
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression) => evaluate(expression, values, status).coerceString());
}

export const expandText = (text, values, status) => String(expand(text ?? '', values, status) ?? '');

export function expandAll(map, values, status) {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, expandText(String(value), values, status)]));
}

// "if:" needs no braces, and means success() unless it names a status function.
export function isTrue(condition, values, status) {
  const text = String(condition ?? '').replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1').trim();
  const names = statusFunctions.some((name) => new RegExp(`\\b${name}\\s*\\(`).test(text));
  const whole = text === '' ? 'success()' : names ? text : `success() && (${text})`;
  const value = plain(evaluate(whole, values, status));
  return !(value === false || value === null || value === '' || value === 0 || Number.isNaN(value));
}

function plain(value) {
  return JSON.parse(JSON.stringify(value, data.replacer));
}
