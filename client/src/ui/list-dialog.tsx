import type { MatchModel } from '../model/match-model.ts';
import { listedSockets, printedList } from '../model/socket-list.ts';
import { Dialog } from './dialog.tsx';
import { usePlay } from './play-context.ts';
import { useDialogs } from './play-dialogs.ts';
import './list-dialog.css';

/** The sockets of this harbour as `ss -tan` prints them. */
export function ListDialog({ model }: { readonly model: MatchModel }) {
  const { table } = usePlay().texts.harbour;
  const view = model.view.value;
  const printed =
    view === undefined ? '' : printedList(listedSockets(view, model.link.level, model.guess.value));
  return (
    <Dialog name="list" heading={table.heading} open={useDialogs().list}>
      <p class="quiet">{table.note}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a small screen */}
      <pre class="socket-print" tabIndex={0}>
        {`$ ss -tan\n${printed}`}
      </pre>
    </Dialog>
  );
}
