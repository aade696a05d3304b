// A recorded scenario of two real kernels, parsed and checked (format: the plan's tcp/README.md).
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ports = { lp: z.number(), rp: z.number() };

const appSchema = z.object({
  kind: z.literal('app'),
  t: z.number(),
  call: z.string(),
  ...ports,
  n: z.number().optional(),
  result: z.string().optional(),
  sock: z.number().optional(),
  backlog: z.number().optional(),
  idle: z.number().optional(),
  intvl: z.number().optional(),
  cnt: z.number().optional(),
  ms: z.number().optional(),
});

const numbers = {
  flags: z.string(),
  seqAbs: z.number(),
  ackAbs: z.number().nullable(),
  len: z.number(),
  win: z.number(),
  opts: z.array(z.string()).optional(),
};

const sentSchema = z.object({
  kind: z.literal('tx'),
  t: z.number(),
  id: z.string(),
  ...numbers,
  ...ports,
  state: z.string().nullable(),
  cause: z.string(),
});

const receivedSchema = z.object({
  kind: z.literal('rx'),
  t: z.number(),
  of: z.string(),
  ...numbers,
  ...ports,
  firewalled: z.union([z.boolean(), z.string()]).optional(),
});

const icmpSchema = z.object({ kind: z.enum(['rx', 'tx']), t: z.number(), icmp: z.string() });

const stateSchema = z.object({
  kind: z.literal('state'),
  t: z.number(),
  state: z.string(),
  src: z.string(),
  ...ports,
});

const envSchema = z.object({ kind: z.literal('env'), t: z.number(), note: z.string() });

const eventSchema = z.union([icmpSchema, appSchema, sentSchema, receivedSchema, stateSchema, envSchema]);

const scenarioSchema = z.object({
  name: z.string(),
  options: z.enum(['simple', 'default']),
  nodelay: z.boolean(),
  iss: z.record(z.string(), z.array(z.number())),
  hosts: z.record(z.string(), z.object({ sysctls: z.record(z.string(), z.number()) })),
  events: z.object({ A: z.array(eventSchema), B: z.array(eventSchema) }),
});

/** One recorded scenario. */
export type Scenario = z.infer<typeof scenarioSchema>;
/** A user call of the recorded application, or its return. */
export type AppEvent = z.infer<typeof appSchema>;
/** A segment that the kernel sent. */
export type SentEvent = z.infer<typeof sentSchema>;
/** A segment that reached the kernel. */
export type ReceivedEvent = z.infer<typeof receivedSchema>;
/** A state that the kernel entered. */
export type StateEvent = z.infer<typeof stateSchema>;
/** Any recorded event. */
export type CaptureEvent = z.infer<typeof eventSchema>;

/** A capture folder that can't be used, with its reason in words. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
}

/** The scenario in `folder`; throws {@link CaptureError} that names file and reason. */
export function readCapture(folder: string): Scenario {
  const file = join(folder, 'scenario.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CaptureError(`${file}: can't be read`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CaptureError(`${file}: is no JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const parsed = scenarioSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CaptureError(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is no scenario'}`);
}

/** All capture folders at or below `directory`, sorted: a folder with a pcap or a scenario.json is one. */
export function captureFolders(directory: string): readonly string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new CaptureError(`${directory}: is no folder`);
  }
  const entries = readdirSync(directory, { withFileTypes: true });
  const isCapture = entries.some((entry) => entry.isFile() && /^scenario\.json$|\.pcap$/.test(entry.name));
  if (isCapture) return [directory];
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name))
    .sort()
    .flatMap(captureFolders);
}
