import { useSignal } from '@preact/signals';
import {
  LOG_CAUSES,
  LOG_REMEDIES,
  type LogCause,
  type LogRemedy,
  type WrittenEntry,
} from '@syn-or-swim/shared/game/log-entry.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { MatchModel } from '../model/match-model.ts';
import type { SocketEntry } from '../model/socket-entries.ts';
import { type Agreement, agreementOn, ownerOf, stuckFor } from '../model/stuck-sockets.ts';
import { Dialog } from './dialog.tsx';
import { usePlay } from './play-context.ts';
import { useDialogs } from './play-dialogs.ts';
import { useNow } from './use-now.ts';
import './log-dialog.css';

/** A socket that may be entered, and how long it has stayed. */
interface StuckSocket {
  readonly entry: SocketEntry;
  readonly stays: Milliseconds;
}

function stuckSockets(entries: readonly SocketEntry[], now: Milliseconds): readonly StuckSocket[] {
  return entries.flatMap((entry) => {
    const stays = stuckFor(entry, now);
    return stays === undefined ? [] : [{ entry, stays }];
  });
}

/** A group of answers of which one is chosen. */
export function Answers<Id extends string>({
  legend,
  name,
  answers,
  chosen,
  onChoose,
}: {
  readonly legend: string;
  readonly name: string;
  readonly answers: readonly (readonly [Id, string])[];
  readonly chosen: Id | undefined;
  readonly onChoose: (id: Id) => void;
}) {
  return (
    <fieldset class="answers">
      <legend>{legend}</legend>
      {answers.map(([id, text]) => (
        <label key={id} class="answer">
          <input type="radio" name={name} checked={chosen === id} onChange={() => onChoose(id)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

function WrittenLine({
  who,
  written,
  model,
}: {
  readonly who: string;
  readonly written: WrittenEntry;
  readonly model: MatchModel;
}) {
  const { log } = usePlay().texts.harbour;
  return (
    <p>
      <strong>{who}:</strong> {log.causes[ownerOf(written.cause, model.link.seat)]};{' '}
      {log.remedies[written.remedy]}
    </p>
  );
}

/** Who has written what about the socket, and whether they agree. */
function Standing({ agreement, model }: { readonly agreement: Agreement; readonly model: MatchModel }) {
  const { log } = usePlay().texts.harbour;
  const { mine, partners, agreed } = agreement;
  const open = mine === undefined ? log.partnerWrote : log.waiting;
  const line = mine !== undefined && partners !== undefined ? log.differ : open;
  if (mine === undefined && partners === undefined) return null;
  return (
    <div class={`standing ${agreed ? 'agreed' : ''}`} role="status">
      {mine !== undefined && <WrittenLine who={log.mine} written={mine} model={model} />}
      {partners !== undefined && <WrittenLine who={log.theirs} written={partners} model={model} />}
      <p>{agreed ? log.agreed : line}</p>
    </div>
  );
}

function Form({ model, stuck }: { readonly model: MatchModel; readonly stuck: readonly StuckSocket[] }) {
  const { texts } = usePlay();
  const { log } = texts.harbour;
  const { seat } = model.link;
  const chosen = useSignal<string | undefined>(model.selectedId.peek());
  const cause = useSignal<LogCause | undefined>(undefined);
  const remedy = useSignal<LogRemedy | undefined>(undefined);
  const socket = stuck.find(({ entry }) => entry.id === chosen.value) ?? stuck[0];
  if (socket === undefined) return <p>{log.none}</p>;
  const { clientPort } = socket.entry.key;
  const agreement = agreementOn(model.view.value?.log ?? [], clientPort, seat);
  const write = (): void => {
    if (cause.value === undefined || remedy.value === undefined) return;
    model.ask({ kind: 'log', entry: { clientPort, cause: cause.value, remedy: remedy.value } });
  };
  return (
    <>
      <Answers
        legend={log.socket}
        name="log-socket"
        answers={stuck.map(({ entry, stays }) => [
          entry.id,
          `${model.labelOf(entry)}: ${log.stays(entry.state, Math.floor(stays / 1000))}`,
        ])}
        chosen={socket.entry.id}
        onChoose={(id) => {
          chosen.value = id;
        }}
      />
      <div class="log-columns">
        <Answers
          legend={log.cause}
          name="log-cause"
          answers={LOG_CAUSES.map((id) => [id, log.causes[ownerOf(id, seat)]])}
          chosen={cause.value}
          onChoose={(id) => {
            cause.value = id;
          }}
        />
        <Answers
          legend={log.remedy}
          name="log-remedy"
          answers={LOG_REMEDIES.map((id) => [id, log.remedies[id]])}
          chosen={remedy.value}
          onChoose={(id) => {
            remedy.value = id;
          }}
        />
      </div>
      <button
        type="button"
        class="button main"
        aria-disabled={cause.value === undefined || remedy.value === undefined}
        onClick={write}
      >
        {log.write}
      </button>
      {(cause.value === undefined || remedy.value === undefined) && <p class="quiet">{log.incomplete}</p>}
      <Standing agreement={agreement} model={model} />
    </>
  );
}

function Log({ model }: { readonly model: MatchModel }) {
  const { log } = usePlay().texts.harbour;
  const stuck = stuckSockets(model.entries.value, useNow(model.link.clock));
  return (
    <>
      <p>{log.intro}</p>
      <p class="quiet">{log.worth}</p>
      <Form model={model} stuck={stuck} />
    </>
  );
}

/** The harbour log: both players name the cause and the remedy of a socket that stays. */
export function LogDialog({ model }: { readonly model: MatchModel }) {
  const { log } = usePlay().texts.harbour;
  return (
    <Dialog name="log" heading={log.heading} open={useDialogs().log}>
      <Log model={model} />
    </Dialog>
  );
}
