import type { StoreOperation } from './operations.ts';
import type {
  ClassRoomPlace,
  OpenRoom,
  Owned,
  Pulse,
  Store,
  StoredMatch,
  Whereabouts,
  WholeClass,
} from './store.ts';

/** The store whose operations `ask` does and which `close` ends, for `owner` if one is given. */
export function storeOver(
  ask: (operation: StoreOperation) => Promise<unknown>,
  close: () => Promise<void>,
  owner?: string,
): Store {
  return {
    addRoom: async (room) => void (await ask({ kind: 'add-room', room, owner })),
    addMatch: async (match) => void (await ask({ kind: 'add-match', match, owner })),
    append: async (matchId, { serial, at, command }, askedAs) => {
      await ask({ kind: 'append', matchId, serial, at, json: JSON.stringify(command), askedAs, owner });
    },
    endMatch: async (matchId, end) => void (await ask({ kind: 'end-match', matchId, end, owner })),
    readMatch: async (matchId) => (await ask({ kind: 'read-match', matchId })) as StoredMatch | undefined,
    matchIds: async () => (await ask({ kind: 'match-ids' })) as readonly string[],
    keepRoom: async (roomId, by, state) =>
      void (await ask({ kind: 'keep-room', roomId, owner: by, state: state && JSON.stringify(state) })),
    openRoom: async (code) => (await ask({ kind: 'open-room', code })) as OpenRoom | undefined,
    takeRoom: async (roomId, from, to) =>
      (await ask({ kind: 'take-room', roomId, from, owner: to })) as boolean,
    beat: async (pulse) => (await ask({ kind: 'beat', pulse })) as number,
    owned: async (of) => (await ask({ kind: 'owned', owner: of })) as Owned,
    whereIs: async (code) => (await ask({ kind: 'where-is', code })) as Whereabouts | undefined,
    pulse: async (of) => (await ask({ kind: 'pulse', owner: of })) as Pulse | undefined,
    askedIds: async (matchId) => (await ask({ kind: 'asked-ids', matchId })) as ReadonlyMap<number, number>,
    addClass: async (stored) => void (await ask({ kind: 'add-class', stored, owner })),
    appendClassEvent: async (classId, logged) =>
      void (await ask({ kind: 'append-class-event', classId, logged, owner })),
    takeClass: async (classId, from, to) =>
      (await ask({ kind: 'take-class', classId, from, owner: to })) as boolean,
    readClass: async (classId) => (await ask({ kind: 'read-class', classId })) as WholeClass | undefined,
    readClasses: async () => (await ask({ kind: 'read-classes' })) as readonly WholeClass[],
    classRooms: async (classId) => (await ask({ kind: 'class-rooms', classId })) as readonly ClassRoomPlace[],
    classMatchIds: async (classId) => (await ask({ kind: 'class-match-ids', classId })) as readonly string[],
    deleteClass: async (classId) => void (await ask({ kind: 'delete-class', classId })),
    secret: async (name, proposed) => {
      const text = Buffer.from(proposed).toString('base64url');
      return Buffer.from(String(await ask({ kind: 'secret', name, proposed: text })), 'base64url');
    },
    close,
  };
}
