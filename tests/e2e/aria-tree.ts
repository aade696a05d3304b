// What a screen reader would be given of a page, as a tree: the tests see a page through it alone.
import type { Locator } from 'playwright-core';

/** One thing that assistive technology knows of: its role, its accessible name, its state, what stands in it. */
export interface AriaNode {
  readonly role: string;
  readonly name: string;
  /** States and properties as ARIA writes them: `pressed`, `level=1`. */
  readonly states: readonly string[];
  /** Text that stands right in it. */
  readonly text: string;
  readonly children: readonly AriaNode[];
}

interface OpenNode extends AriaNode {
  readonly indent: number;
  readonly children: OpenNode[];
}

const LINE = /^(\s*)- (.*)$/;
const HEAD = /^([a-z]+)(?: "((?:[^"\\]|\\.)*)")?((?: \[[^\]]*\])*)(?:: (.*)|:)?$/;

/** `text` without the quotes that YAML puts around what would otherwise mean something. */
function unquoted(text: string): string {
  if (/^".*"$/s.test(text)) return JSON.parse(text) as string;
  return /^'.*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : text;
}

/** The head of a line with its value: YAML quotes the former as a whole where it holds a colon. */
function unquotedHead(content: string): string {
  const quoted = /^'((?:[^']|'')*)'(:.*)?$/.exec(content);
  return quoted === null ? content : `${quoted[1]?.replaceAll("''", "'")}${quoted[2] ?? ''}`;
}

function nodeOf(indent: number, content: string): OpenNode | undefined {
  const [, role, name, states, text] = HEAD.exec(unquotedHead(content)) ?? [];
  if (role === undefined) return undefined;
  return {
    indent,
    role,
    name: name === undefined ? '' : (JSON.parse(`"${name}"`) as string),
    states: [...(states ?? '').matchAll(/\[([^\]]*)\]/g)].map(([, state]) => state ?? ''),
    text: text === undefined ? '' : unquoted(text),
    children: [],
  };
}

/** The tree under `locator`. Its root has no role. */
export async function ariaTree(locator: Locator): Promise<AriaNode> {
  const root: OpenNode = { indent: -1, role: '', name: '', states: [], text: '', children: [] };
  const path = [root];
  for (const line of (await locator.ariaSnapshot()).split('\n')) {
    const [, spaces, content] = LINE.exec(line) ?? [];
    // Properties such as `/url:` belong to the node before.
    if (spaces === undefined || content === undefined || content.startsWith('/')) continue;
    const node = nodeOf(spaces.length, content);
    if (node === undefined) throw new Error(`A line of the accessibility tree was not understood: ${line}`);
    while ((path.at(-1)?.indent ?? -1) >= node.indent) path.pop();
    path.at(-1)?.children.push(node);
    path.push(node);
  }
  return root;
}

/** All nodes under `node` with `role`, in the order in which they are read. */
export function allOf(node: AriaNode, role: string): readonly AriaNode[] {
  return node.children.flatMap((child) => [...(child.role === role ? [child] : []), ...allOf(child, role)]);
}

/** The node with `role` and `name` under `node`; an empty one where there is none. */
export function named(node: AriaNode, role: string, name: string): AriaNode {
  const found = allOf(node, role).find((other) => other.name === name);
  return found ?? { role, name, states: [], text: '', children: [] };
}

/** All that is read of `node`, names included, with single spaces. */
export function textOf(node: AriaNode): string {
  const parts = [node.name, node.text, ...node.children.map(textOf)];
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
