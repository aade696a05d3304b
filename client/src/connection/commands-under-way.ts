import type { NumberedCommand, RoomAnswer } from '@syn-or-swim/shared/protocol/messages.ts';

/** Asks the room over one line. Fails where no answer comes over it any more. */
export type AskRoom = (numbered: NumberedCommand) => Promise<RoomAnswer>;

/** Commands that have left this page and are not answered, over however many lines. */
export interface CommandsUnderWay {
  /** Sends `numbered` over the line `ask`. Fails once it is certain that the command does not count. */
  readonly send: (numbered: NumberedCommand, ask: AskRoom) => Promise<RoomAnswer>;
  /**
   * A new line is there. What the room has had already (each below `nextCommand`) is asked for its answer again, by
   * the same id and so without counting twice; what never came there has failed. What was sent over the new line
   * itself is left alone.
   */
  readonly resume: (nextCommand: number, ask: AskRoom) => void;
  /** No line will ever be there again: all has failed. */
  readonly abandon: () => void;
}

interface Waiting {
  readonly numbered: NumberedCommand;
  readonly resolve: (answer: RoomAnswer) => void;
  readonly reject: (cause: Error) => void;
  /** Over which line it was asked last. */
  ask: AskRoom;
}

/** Nothing is under way. `isUp` tells whether a line still stands: if so, a request that fails over it has failed. */
export function createCommandsUnderWay(isUp: (ask: AskRoom) => boolean): CommandsUnderWay {
  const waiting = new Map<number, Waiting>();
  const fail = (command: Waiting, cause: unknown): void => {
    waiting.delete(command.numbered.id);
    command.reject(new Error('The command did not reach the room.', { cause }));
  };
  const put = (command: Waiting, ask: AskRoom): void => {
    command.ask = ask;
    ask(command.numbered).then(
      (answer) => {
        waiting.delete(command.numbered.id);
        command.resolve(answer);
      },
      (cause: unknown) => {
        // Where the line broke, the next one tells what became of the command.
        if (command.ask === ask && isUp(ask)) fail(command, cause);
      },
    );
  };
  return {
    send: (numbered, ask) => {
      const { promise, resolve, reject } = Promise.withResolvers<RoomAnswer>();
      const command: Waiting = { numbered, resolve, reject, ask };
      waiting.set(numbered.id, command);
      put(command, ask);
      return promise;
    },
    resume: (nextCommand, ask) => {
      for (const command of [...waiting.values()]) {
        if (command.ask === ask) continue;
        if (command.numbered.id < nextCommand) put(command, ask);
        else fail(command, 'cut');
      }
    },
    abandon: () => {
      for (const command of [...waiting.values()]) fail(command, 'gone');
    },
  };
}
