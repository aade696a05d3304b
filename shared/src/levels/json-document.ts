// A JSON file that knows on which line each of its values stands.
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { z } from 'zod';

/** Keys and indices from the root of a file to one value. */
export type JsonPath = readonly (string | number)[];

/** A file of JSON: its values, and where they stand in its text. */
export interface JsonDocument {
  /** As a person names it. */
  readonly file: string;
  readonly text: string;
  readonly root: Node | undefined;
  readonly value: unknown;
}

/** "FILE:LINE:COLUMN", both from 1, of the character at `offset`. */
function placeOf({ file, text }: Pick<JsonDocument, 'file' | 'text'>, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${file}:${line}:${offset - before.lastIndexOf('\n')}`;
}

/** "CommaExpected" as "comma expected". */
function wordsOf(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}

/** Keys that an object of the file has twice: JSON takes the last, and the first would be lost. */
function repeatedKeys(node: Node): readonly Node[] {
  const children = node.children ?? [];
  const keys = node.type === 'object' ? children.flatMap((property) => property.children?.[0] ?? []) : [];
  const repeated = keys.filter(({ value }, index) => keys.findIndex((key) => key.value === value) < index);
  return [...repeated, ...children.flatMap(repeatedKeys)];
}

/** `text` of the file `file` as a document, and what is wrong with it as JSON, each with line and column. */
export function jsonDocument(
  file: string,
  text: string,
): { readonly document: JsonDocument; readonly problems: readonly string[] } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const reason = error === undefined ? 'value expected' : wordsOf(printParseErrorCode(error.error));
    const problems = [`${placeOf({ file, text }, error?.offset ?? 0)}: is no JSON: ${reason}`];
    return { document: { file, text, root, value: undefined }, problems };
  }
  const document = { file, text, root, value: JSON.parse(text) as unknown };
  const problems = repeatedKeys(root).map(
    ({ offset, value }) => `${placeOf(document, offset)}: the key "${value}" is there twice`,
  );
  return { document, problems };
}

function pathText(path: JsonPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('');
}

/** The problem `reason` of the value at `path`, with the line and column at which it stands or ought to stand. */
export function problemAt(document: JsonDocument, path: JsonPath, reason: string): string {
  const { root } = document;
  const lengths = [...Array(path.length + 1).keys()].toReversed();
  const nodes = lengths.map((length) => (root ? findNodeAtLocation(root, path.slice(0, length)) : undefined));
  const node = nodes.find((found) => found !== undefined);
  // A value in an object is found by its key.
  const shown = node?.parent?.type === 'property' ? node.parent : node;
  return `${placeOf(document, shown?.offset ?? 0)}: ${pathText(path) || 'the file'} ${reason}`;
}

function withoutPrefix(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

/** The issues of the alternative that `issue` comes closest to. */
function closest(issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] {
  const [best] = issue.errors.toSorted((one, other) => one.length - other.length);
  return (best ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function issueProblems(document: JsonDocument, issue: z.core.$ZodIssue): readonly string[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => problemAt(document, [...path, key], 'is no key that is known here'));
    case 'invalid_union':
      return issue.errors.length === 0
        ? [problemAt(document, path, 'is none of the values that are known here')]
        : closest(issue).flatMap((inner) => issueProblems(document, inner));
    default: {
      const parent = document.root && findNodeAtLocation(document.root, path.slice(0, -1));
      const isMissing =
        parent?.type === 'object' && document.root && findNodeAtLocation(document.root, path) === undefined;
      return [problemAt(document, path, isMissing ? 'is missing' : withoutPrefix(issue.message))];
    }
  }
}

/** The value of `document` as `schema` takes it, or what is wrong with it, each with line and column. */
export function parsedAs<Value>(
  document: JsonDocument,
  schema: z.ZodType<Value>,
):
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly string[] } {
  const parsed = schema.safeParse(document.value);
  if (parsed.success) return { value: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => issueProblems(document, issue));
  return { value: undefined, problems: [...new Set(problems)] };
}
