import { describe, expect, it } from 'vitest';
import { nodeProblem, parseSettings } from './settings.ts';

const usual = {
  port: 2567,
  host: undefined,
  dataFolder: 'data',
  databaseUrl: undefined,
  shared: undefined,
  origins: [],
  socketHosts: [],
  classDays: 30,
  logLevel: 'warn',
  drainSeconds: 0,
  monitorPassword: undefined,
  addressOf: expect.any(Function),
  realKernel: 0,
  test: { clock: false, seed: undefined, levels: false },
};

describe('settings', () => {
  it('are these where nothing is set', () => {
    expect(parseSettings({}, [])).toEqual({ ok: true, value: usual });
    expect(parseSettings({ HOST: '', DATA_DIR: '' }, [])).toEqual({ ok: true, value: usual });
  });

  it('come from the environment', () => {
    const databaseUrl = 'postgres://game:secret@db.example:5432/game';
    const environment = {
      PORT: '80',
      HOST: '::1',
      DATA_DIR: '/var/lib/x',
      LOG_LEVEL: 'info',
      DATABASE_URL: databaseUrl,
      CLASS_DAYS: '7',
    };
    expect(parseSettings(environment, [])).toEqual({
      ok: true,
      value: {
        ...usual,
        port: 80,
        host: '::1',
        dataFolder: '/var/lib/x',
        databaseUrl,
        classDays: 7,
        logLevel: 'info',
      },
    });
    const watching = {
      DRAIN_SECONDS: '300',
      MONITOR_PASSWORD: 'twelve signs',
      TRUST_PROXY: '10.0.0.1, private',
      REAL_KERNEL: '2',
    };
    expect(parseSettings(watching, [])).toEqual({
      ok: true,
      value: { ...usual, drainSeconds: 300, monitorPassword: 'twelve signs', realKernel: 2 },
    });
  });

  it('make one of several processes behind one address', () => {
    const [databaseUrl, redisUrl] = ['postgres://db/game', 'rediss://:secret@redis.example:6380/2'];
    const given = (publicAddress: string, more = {}) =>
      parseSettings(
        { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, PUBLIC_ADDRESS: publicAddress, ...more },
        [],
      );
    for (const publicAddress of ['/p/2567', 'play.example.org/p/1', 'p1.example.org:8443', '10.0.0.7:2567']) {
      const shared = { redisUrl, publicAddress };
      expect(given(publicAddress)).toEqual({ ok: true, value: { ...usual, databaseUrl, shared } });
    }
    const more = {
      ORIGINS: 'https://play.example.org, http://10.0.0.7:2567',
      SOCKET_HOSTS: '*.play.example.org p1.example.org:8443',
    };
    expect(given('p1.play.example.org', more)).toMatchObject({
      value: {
        origins: ['https://play.example.org', 'http://10.0.0.7:2567'],
        socketHosts: ['*.play.example.org', 'p1.example.org:8443'],
      },
    });
    for (const wrong of ['', '/', '/p/', 'wss://p1.example.org', '*.example.org', 'a b', '/p/../x y']) {
      expect([wrong, given(wrong)]).toMatchObject([wrong, { problem: /^REDIS_URL needs PUBLIC_ADDRESS, / }]);
    }
  });

  it('for tests come from options, or from the environment', () => {
    const test = { clock: true, seed: 4_294_967_295, levels: true };
    const options = ['--test-clock', '--test-seed', '4294967295', '--test-levels'];
    const environment = { TEST_CLOCK: '1', TEST_SEED: '4294967295', TEST_LEVELS: '1' };
    expect(parseSettings({}, options)).toEqual({ ok: true, value: { ...usual, test } });
    expect(parseSettings(environment, [])).toEqual({ ok: true, value: { ...usual, test } });
    expect(parseSettings({ TEST_CLOCK: '0' }, [])).toEqual({ ok: true, value: usual });
  });

  it('that are wrong are named, with what they have to be', () => {
    const problems = [
      parseSettings({ PORT: '65536' }, []),
      parseSettings({ PORT: '1e3' }, []),
      parseSettings({ LOG_LEVEL: 'loud' }, []),
      parseSettings({ CLASS_DAYS: '0' }, []),
      parseSettings({ DATABASE_URL: 'mysql://game:secret@db/game' }, []),
      parseSettings({ REDIS_URL: 'redis://:secret@redis.example', PUBLIC_ADDRESS: '/p/1' }, []),
      parseSettings({ DATABASE_URL: 'postgres://db/game', REDIS_URL: 'http://:secret@redis.example' }, []),
      parseSettings({ DATABASE_URL: 'postgres://db/game', PUBLIC_ADDRESS: '/p/1' }, []),
      parseSettings({ ORIGINS: 'https://play.example.org/' }, []),
      parseSettings({ SOCKET_HOSTS: "play.example.org; script-src 'unsafe-eval'" }, []),
      parseSettings({ DRAIN_SECONDS: 'soon' }, []),
      parseSettings({ REAL_KERNEL: 'yes' }, []),
      parseSettings({ MONITOR_PASSWORD: 'secret' }, []),
      parseSettings({ TRUST_PROXY: 'loopback, proxy.example' }, []),
      parseSettings({}, ['--test-seed=-1']),
      parseSettings({ TEST_SEED: '4294967296' }, []),
      parseSettings({}, ['--clock']),
      parseSettings({}, ['now']),
    ].map((result) => (result.ok ? 'accepted' : result.problem));
    expect(problems).toEqual([
      'PORT has to be a whole number from 0 to 65535, not "65536".',
      'PORT has to be a whole number from 0 to 65535, not "1e3".',
      'LOG_LEVEL has to be one of silent, error, warn, info, not "loud".',
      'CLASS_DAYS has to be a whole number from 1 to 3650, not "0".',
      'DATABASE_URL has to be postgres://user:password@host:port/name, or be left out.',
      'REDIS_URL needs DATABASE_URL: several processes can share matches in PostgreSQL alone, not in the data folder of one.',
      'REDIS_URL has to be redis://user:password@host:port/number, or be left out.',
      'PUBLIC_ADDRESS is of use only with REDIS_URL: set that too, or leave it out.',
      'ORIGINS has to be a list such as "https://play.example.org", not "https://play.example.org/".',
      'SOCKET_HOSTS has to be a list such as "*.play.example.org", not "play.example.org;".',
      'DRAIN_SECONDS has to be a whole number from 0 to 3600, not "soon".',
      'REAL_KERNEL has to be a whole number from 0 (off) to 16, not "yes".',
      'MONITOR_PASSWORD has to have 12 characters at least.',
      'TRUST_PROXY has to be a list of addresses and networks such as "127.0.0.1, 10.0.0.0/8", or loopback or private, not "proxy.example".',
      '--test-seed has to be a whole number from 0 to 4294967295, not "-1".',
      '--test-seed has to be a whole number from 0 to 4294967295, not "4294967296".',
      "Unknown option '--clock'. A server knows --test-clock, --test-seed N and --test-levels.",
      "Unexpected argument 'now'. A server knows --test-clock, --test-seed N and --test-levels.",
    ]);
  });
});

describe('the version of Node', () => {
  it('has to be 24 at least', () => {
    expect(['24.0.0', '26.1.0'].map(nodeProblem)).toEqual([undefined, undefined]);
    expect(nodeProblem('20.20.2')).toMatch(/^SYN or Swim needs Node 24, but this is Node 20\.20\.2: /);
  });
});
