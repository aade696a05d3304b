// A JSON file that knows on which line each of its values stands.
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { z } from 'zod';
import { textNestsWithin } from '../kernel/json-depth.ts';
import {
  type Fault,
  type FaultCode,
  fault,
  isJsonError,
  isValueType,
  type PlacedFault,
} from './level-fault.ts';

/** Deeper than any level's file nests; the parser calls itself for each level of it. */
const DEPTH_MAX = 32;

/** Of keys that nobody knows, and of those that are there twice, so many are told at most. */
const KEYS_MAX = 50;

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

/** Line and column, both from 1, of the character at `offset`. */
function placeOf(
  { file, text }: Pick<JsonDocument, 'file' | 'text'>,
  offset: number,
): Pick<PlacedFault, 'file' | 'line' | 'column'> {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Keys that an object of the file has twice: JSON takes the last, and the first would be lost. */
function repeatedKeys(node: Node): readonly Node[] {
  const children = node.children ?? [];
  const keys = node.type === 'object' ? children.flatMap((property) => property.children?.[0] ?? []) : [];
  const seen = new Set<unknown>();
  const repeated = keys.filter(({ value }) => seen.size === seen.add(value).size);
  return [...repeated, ...children.flatMap(repeatedKeys)];
}

/** `text` of the file `file` as a document, and what is wrong with it as JSON, each with line and column. */
export function jsonDocument(
  file: string,
  text: string,
): { readonly document: JsonDocument; readonly problems: readonly PlacedFault[] } {
  if (!textNestsWithin(text, DEPTH_MAX)) {
    const problems = [{ ...placeOf({ file, text }, 0), path: '', fault: fault('too-deep', DEPTH_MAX) }];
    return { document: { file, text, root: undefined, value: undefined }, problems };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    const name = error === undefined ? 'ValueExpected' : printParseErrorCode(error.error);
    const wrong = fault('no-json', isJsonError(name) ? name : 'InvalidSymbol');
    const problems = [{ ...placeOf({ file, text }, error?.offset ?? 0), path: '', fault: wrong }];
    return { document: { file, text, root, value: undefined }, problems };
  }
  const document = { file, text, root, value: JSON.parse(text) as unknown };
  const problems = repeatedKeys(root)
    .slice(0, KEYS_MAX)
    .map(({ offset, value }) => ({
      ...placeOf(document, offset),
      path: '',
      fault: fault('key-twice', String(value)),
    }));
  return { document, problems };
}

function pathText(path: JsonPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('');
}

/** The fault `wrong` of the value at `path`, with the line and column at which it stands or ought to stand. */
export function problemAt(document: JsonDocument, path: JsonPath, wrong: Fault): PlacedFault {
  const { root } = document;
  const lengths = [...Array(path.length + 1).keys()].toReversed();
  const nodes = lengths.map((length) => (root ? findNodeAtLocation(root, path.slice(0, length)) : undefined));
  const node = nodes.find((found) => found !== undefined);
  // A value in an object is found by its key.
  const shown = node?.parent?.type === 'property' ? node.parent : node;
  return { ...placeOf(document, shown?.offset ?? 0), path: pathText(path), fault: wrong };
}

/** Rules of form that the schemas name by the code of their fault. */
const FORM_CODES = ['id-form', 'section-form', 'question-form', 'space-ends'] as const satisfies FaultCode[];

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Fault {
  const { origin } = issue;
  if (issue.code === 'too_small') {
    const least = Number(issue.minimum);
    if (origin === 'string') return fault('empty');
    return fault(origin === 'array' ? 'few-entries' : 'below', least);
  }
  const most = Number(issue.maximum);
  if (origin === 'string') return fault('long-text', most);
  return fault(origin === 'array' ? 'many-entries' : 'above', most);
}

/** What `issue` says of a value that is there. */
function faultOf(issue: z.core.$ZodIssue): Fault {
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return outOfBounds(issue);
    case 'invalid_type': {
      const type = issue.expected === 'record' ? 'object' : issue.expected;
      return isValueType(type) ? fault('other-type', type) : fault('odd');
    }
    case 'invalid_value':
      return fault('one-of', issue.values.map((value) => JSON.stringify(value)).join(', '));
    case 'invalid_key':
      return fault('question-form');
    default: {
      const code = FORM_CODES.find((name) => name === issue.message);
      return code === undefined ? fault('odd') : fault(code);
    }
  }
}

/** The issues of the alternative that `issue` comes closest to. */
function closest(issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] {
  const [best] = issue.errors.toSorted((one, other) => one.length - other.length);
  return (best ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function issueProblems(document: JsonDocument, issue: z.core.$ZodIssue): readonly PlacedFault[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, KEYS_MAX)
        .map((key) => problemAt(document, [...path, key], fault('unknown-key')));
    case 'invalid_union':
      return issue.errors.length === 0
        ? [problemAt(document, path, fault('unknown-value'))]
        : closest(issue).flatMap((inner) => issueProblems(document, inner));
    default: {
      const parent = document.root && findNodeAtLocation(document.root, path.slice(0, -1));
      const isMissing =
        parent?.type === 'object' && document.root && findNodeAtLocation(document.root, path) === undefined;
      return [problemAt(document, path, isMissing ? fault('missing') : faultOf(issue))];
    }
  }
}

/** The value of `document` as `schema` takes it, or what is wrong with it, each with line and column. */
export function parsedAs<Value>(
  document: JsonDocument,
  schema: z.ZodType<Value>,
):
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly PlacedFault[] } {
  const parsed = schema.safeParse(document.value);
  if (parsed.success) return { value: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => issueProblems(document, issue));
  const texts = problems.map((problem) => JSON.stringify(problem));
  return {
    value: undefined,
    problems: problems.filter((_, index) => texts.indexOf(texts[index] ?? '') === index),
  };
}
