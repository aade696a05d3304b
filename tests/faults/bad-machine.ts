// Loaded into a server process before the server itself: a machine whose clock is set and whose disk is slow. What it
// is like now stands in the file that BAD_MACHINE names.
import { readFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** What is wrong with the machine. */
export interface BadMachine {
  /** How far its clock is from the right time, ms. */
  readonly clockOff: number;
  /** How long the disk takes for each commit, ms: the store's thread waits so long, as it does for a slow fsync. */
  readonly commitTakes: number;
}

const path = process.env['BAD_MACHINE'];
const rightTime = Date.now;

function machine(): BadMachine {
  return JSON.parse(readFileSync(String(path), 'utf8')) as BadMachine;
}

function breakDisk(): void {
  const prepare = DatabaseSync.prototype.prepare;
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
    const statement = prepare.call(this, sql);
    if (sql.toLowerCase() !== 'commit') return statement;
    const run = statement.run.bind(statement);
    statement.run = ((...parameters: readonly SQLInputValue[]) => {
      Atomics.wait(nothing, 0, 0, machine().commitTakes);
      return run(...(parameters as SQLInputValue[]));
    }) as typeof statement.run;
    return statement;
  };
}

if (path !== undefined) {
  Date.now = () => rightTime() + machine().clockOff;
  breakDisk();
}
