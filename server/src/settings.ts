// What a person can set: the environment and the options of the start, checked once. Pure: nothing is read here.
import { parseArgs } from 'node:util';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { type AddressOf, addressReader } from './http/client-address.ts';

/** The oldest Node that runs the sources as they are. */
const NODE_MAJOR_MIN = 24;

/** Levels of the log, from silent to talkative. */
const LOG_LEVELS = ['silent', 'error', 'warn', 'info'] as const;

/** An hour: longer than any match. */
const DRAIN_SECONDS_MAX = 3600;

/** Guessing goes on at five a minute from one address. */
const PASSWORD_LENGTH_MIN = 12;

/** Each match against the kernel is a process of some 100 MB. */
const REAL_KERNEL_MAX = 16;

/** What only a server for tests has. */
export interface TestSettings {
  /** The clock stands until `POST /test/clock` moves it. */
  readonly clock: boolean;
  /** Every match goes by this seed. */
  readonly seed: number | undefined;
  /** The test levels can be chosen. */
  readonly levels: boolean;
}

/** What a server is started with. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number;
  /** The address to listen on; undefined listens on all, so that the other computer of the room can join. */
  readonly host: string | undefined;
  readonly dataFolder: string;
  /** A PostgreSQL database in place of the one in the data folder. */
  readonly databaseUrl: string | undefined;
  /** What joins this process with others behind the same address; undefined: it is alone. */
  readonly shared: { readonly redisUrl: string; readonly publicAddress: string } | undefined;
  /** Origins of pages beside its own whose sockets this process takes. */
  readonly origins: readonly string[];
  /** Hosts beside its own to which the page may open sockets. */
  readonly socketHosts: readonly string[];
  /** After how many days a class is deleted with all that was kept of it. */
  readonly classDays: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** How long SIGTERM waits for matches that are on, in seconds. */
  readonly drainSeconds: number;
  /** Opens monitor and metrics to whoever knows it; undefined: no monitor, metrics on this computer alone. */
  readonly monitorPassword: string | undefined;
  readonly addressOf: AddressOf;
  /** So many matches at a time may be played against the kernel of this machine; 0: none. */
  readonly realKernel: number;
  readonly test: TestSettings;
}

/** Says what to do where `version` of Node (as in `process.versions.node`) is too old; undefined where it will do. */
export function nodeProblem(version: string): string | undefined {
  const major = Number(version.split('.')[0]);
  if (major >= NODE_MAJOR_MIN) return undefined;
  return `SYN or Swim needs Node ${NODE_MAJOR_MIN}, but this is Node ${version}: start it with npm after \`npm ci\`, or install Node ${NODE_MAJOR_MIN} from https://nodejs.org.`;
}

/** Settings from the environment and the options of the command line, or one line that says what is wrong. */
export function parseSettings(
  environment: Readonly<Record<string, string | undefined>>,
  options: readonly string[],
): Result<Settings, string> {
  const flags = parseFlags(options);
  if (!flags.ok) return flags;
  const port = wholeNumber(environment['PORT'] ?? '2567', 65_535);
  if (port === undefined) {
    return failure(`PORT has to be a whole number from 0 to 65535, not "${environment['PORT']}".`);
  }
  const databaseUrl = environment['DATABASE_URL'] || undefined;
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    return failure('DATABASE_URL has to be postgres://user:password@host:port/name, or be left out.');
  }
  const shared = parseShared(environment, databaseUrl);
  if (!shared.ok) return shared;
  const classDays = wholeNumber(environment['CLASS_DAYS'] || '30', 3650);
  if (classDays === undefined || classDays < 1) {
    return failure(`CLASS_DAYS has to be a whole number from 1 to 3650, not "${environment['CLASS_DAYS']}".`);
  }
  const logLevel = LOG_LEVELS.find((level) => level === (environment['LOG_LEVEL'] ?? 'warn'));
  if (logLevel === undefined) {
    return failure(`LOG_LEVEL has to be one of ${LOG_LEVELS.join(', ')}, not "${environment['LOG_LEVEL']}".`);
  }
  const watching = parseWatching(environment);
  if (!watching.ok) return watching;
  const realKernel = wholeNumber(environment['REAL_KERNEL'] || '0', REAL_KERNEL_MAX);
  if (realKernel === undefined) {
    return failure(
      `REAL_KERNEL has to be a whole number from 0 (off) to ${REAL_KERNEL_MAX}, not "${environment['REAL_KERNEL']}".`,
    );
  }
  const seedText = flags.value.seed ?? environment['TEST_SEED'];
  const seed = seedText === undefined ? undefined : wholeNumber(seedText, 0xffff_ffff);
  if (seedText !== undefined && seed === undefined) {
    return failure(`--test-seed has to be a whole number from 0 to 4294967295, not "${seedText}".`);
  }
  return success({
    port,
    host: environment['HOST'] || undefined,
    dataFolder: environment['DATA_DIR'] || 'data',
    databaseUrl,
    ...shared.value,
    classDays,
    logLevel,
    ...watching.value,
    realKernel,
    test: {
      clock: flags.value.clock || environment['TEST_CLOCK'] === '1',
      seed,
      levels: flags.value.levels || environment['TEST_LEVELS'] === '1',
    },
  });
}

/** The address may hold a password, so what is wrong with it is never told. */
function isPostgresUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'postgres:' || protocol === 'postgresql:';
}

/** Host, perhaps with a port, in which `*.` may stand for names below. */
const HOST_FORM = /^(\*\.)?[a-z\d]([a-z\d.-]*[a-z\d])?(:\d{1,5})?$/i;

/** `host:port`, `host:port/path` or `/path`: what stands between `wss://` and the seat's own path, without a slash at its end. */
const PUBLIC_FORM = /^(?!\*)([a-z\d][a-z\d.-]*(:\d{1,5})?)?(\/[\w.-]+)*$/i;

/** What makes of several processes one server. */
function parseShared(
  environment: Readonly<Record<string, string | undefined>>,
  databaseUrl: string | undefined,
): Result<Pick<Settings, 'shared' | 'origins' | 'socketHosts'>, string> {
  const { REDIS_URL: redisUrl = '', PUBLIC_ADDRESS: publicAddress = '' } = environment;
  const origins = listed(environment['ORIGINS']);
  const socketHosts = listed(environment['SOCKET_HOSTS']);
  const wrongOrigin = origins.find((origin) => URL.parse(origin)?.origin !== origin);
  if (wrongOrigin !== undefined) {
    return failure(`ORIGINS has to be a list such as "https://play.example.org", not "${wrongOrigin}".`);
  }
  const wrongHost = socketHosts.find((host) => !HOST_FORM.test(host));
  if (wrongHost !== undefined) {
    return failure(`SOCKET_HOSTS has to be a list such as "*.play.example.org", not "${wrongHost}".`);
  }
  if (redisUrl === '') {
    if (publicAddress === '') return success({ shared: undefined, origins, socketHosts });
    return failure('PUBLIC_ADDRESS is of use only with REDIS_URL: set that too, or leave it out.');
  }
  const protocol = URL.parse(redisUrl)?.protocol;
  if (protocol !== 'redis:' && protocol !== 'rediss:') {
    return failure('REDIS_URL has to be redis://user:password@host:port/number, or be left out.');
  }
  if (databaseUrl === undefined) {
    return failure(
      'REDIS_URL needs DATABASE_URL: several processes can share matches in PostgreSQL alone, not in the data folder of one.',
    );
  }
  if (publicAddress === '' || !PUBLIC_FORM.test(publicAddress)) {
    return failure(
      `REDIS_URL needs PUBLIC_ADDRESS, where players' sockets reach this very process: a path such as "/p/2567", or "p1.play.example.org", not "${publicAddress}".`,
    );
  }
  return success({ shared: { redisUrl, publicAddress }, origins, socketHosts });
}

function listed(text = ''): readonly string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

/** What whoever runs the server sets beside where it is. */
function parseWatching(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Pick<Settings, 'drainSeconds' | 'monitorPassword' | 'addressOf'>, string> {
  const {
    DRAIN_SECONDS: drain = '0',
    MONITOR_PASSWORD: password = '',
    TRUST_PROXY: proxies = '',
  } = environment;
  const drainSeconds = wholeNumber(drain, DRAIN_SECONDS_MAX);
  if (drainSeconds === undefined) {
    return failure(`DRAIN_SECONDS has to be a whole number from 0 to ${DRAIN_SECONDS_MAX}, not "${drain}".`);
  }
  if (password !== '' && password.length < PASSWORD_LENGTH_MIN) {
    return failure(`MONITOR_PASSWORD has to have ${PASSWORD_LENGTH_MIN} characters at least.`);
  }
  const addressOf = addressReader(proxies);
  if (!addressOf.ok) {
    return failure(
      `TRUST_PROXY has to be a list of addresses and networks such as "127.0.0.1, 10.0.0.0/8", or loopback or private, not "${addressOf.problem}".`,
    );
  }
  return success({ drainSeconds, monitorPassword: password || undefined, addressOf: addressOf.value });
}

interface Flags {
  readonly clock: boolean;
  readonly seed: string | undefined;
  readonly levels: boolean;
}

function parseFlags(options: readonly string[]): Result<Flags, string> {
  try {
    const { values } = parseArgs({
      args: [...options],
      options: {
        'test-clock': { type: 'boolean', default: false },
        'test-seed': { type: 'string' },
        'test-levels': { type: 'boolean', default: false },
      },
    });
    return success({ clock: values['test-clock'], seed: values['test-seed'], levels: values['test-levels'] });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    return failure(
      `${problem.split('. ')[0]}. A server knows --test-clock, --test-seed N and --test-levels.`,
    );
  }
}

function wholeNumber(text: string, max: number): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number <= max ? number : undefined;
}
