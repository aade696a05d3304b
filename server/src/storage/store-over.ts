import type { StoreOperation } from './operations.ts';
import type { Store, StoredMatch, WholeClass } from './store.ts';

/** The store whose operations `ask` does and which `close` ends. */
export function storeOver(
  ask: (operation: StoreOperation) => Promise<unknown>,
  close: () => Promise<void>,
): Store {
  return {
    addRoom: async (room) => void (await ask({ kind: 'add-room', room })),
    addMatch: async (match) => void (await ask({ kind: 'add-match', match })),
    append: async (matchId, command) => void (await ask({ kind: 'append', matchId, command })),
    endMatch: async (matchId, end) => void (await ask({ kind: 'end-match', matchId, end })),
    readMatch: async (matchId) => (await ask({ kind: 'read-match', matchId })) as StoredMatch | undefined,
    matchIds: async () => (await ask({ kind: 'match-ids' })) as readonly string[],
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
