import type { StoreOperation } from './operations.ts';
import type { OpenRoom, Pulse, Store, StoredMatch, WholeClass } from './store.ts';

/** The store whose operations `ask` does and which `close` ends. */
export function storeOver(
  ask: (operation: StoreOperation) => Promise<unknown>,
  close: () => Promise<void>,
): Store {
  return {
    addRoom: async (room) => void (await ask({ kind: 'add-room', room })),
    addMatch: async (match) => void (await ask({ kind: 'add-match', match })),
    append: async (matchId, command, askedAs) =>
      void (await ask({ kind: 'append', matchId, command, askedAs })),
    endMatch: async (matchId, end) => void (await ask({ kind: 'end-match', matchId, end })),
    readMatch: async (matchId) => (await ask({ kind: 'read-match', matchId })) as StoredMatch | undefined,
    matchIds: async () => (await ask({ kind: 'match-ids' })) as readonly string[],
    keepRoom: async (roomId, owner, state) =>
      void (await ask({ kind: 'keep-room', roomId, owner, state: state && JSON.stringify(state) })),
    openRoom: async (code) => (await ask({ kind: 'open-room', code })) as OpenRoom | undefined,
    takeRoom: async (roomId, from, owner) =>
      (await ask({ kind: 'take-room', roomId, from, owner })) as boolean,
    beat: async (pulse) => void (await ask({ kind: 'beat', pulse })),
    pulse: async (owner) => (await ask({ kind: 'pulse', owner })) as Pulse | undefined,
    askedIds: async (matchId) => (await ask({ kind: 'asked-ids', matchId })) as ReadonlyMap<number, number>,
    addClass: async (stored) => void (await ask({ kind: 'add-class', stored })),
    appendClassEvent: async (classId, logged) =>
      void (await ask({ kind: 'append-class-event', classId, logged })),
    readClasses: async () => (await ask({ kind: 'read-classes' })) as readonly WholeClass[],
    classMatchIds: async (classId) => (await ask({ kind: 'class-match-ids', classId })) as readonly string[],
    deleteClass: async (classId) => void (await ask({ kind: 'delete-class', classId })),
    secret: async (name, proposed) => {
      const text = Buffer.from(proposed).toString('base64url');
      return Buffer.from(String(await ask({ kind: 'secret', name, proposed: text })), 'base64url');
    },
    close,
  };
}
