// What the page of real captures shows, and what it may ask for.
import type { ReadonlySignal } from '@preact/signals';
import type { Endpoint } from '@syn-or-swim/shared/capture/captured-connection.ts';
import type { CapturePlace } from '@syn-or-swim/shared/capture/own-end.ts';
import type { CaptureReply, FileProblem, ListedCapture } from './capture-messages.ts';

/** Captures of real hosts that go with the page, by the name of their file. */
export const SAMPLE_CAPTURES = ['active-close', 'lost-fin', 'close-wait-leak'] as const;

/** One of {@link SAMPLE_CAPTURES}. */
export type SampleCapture = (typeof SAMPLE_CAPTURES)[number];

/** What is seen. */
export type CaptureSight =
  | { readonly kind: 'waiting' | 'reading' }
  | { readonly kind: 'problem'; readonly problem: FileProblem }
  | {
      readonly kind: 'capture';
      readonly capture: ListedCapture;
      /** The connection that was chosen last. */
      readonly shown: Extract<CaptureReply, { kind: 'shown' }> | undefined;
    };

/** What the page asks of whoever reads captures. */
export interface CaptureDesk {
  readonly sight: ReadonlySignal<CaptureSight>;
  readonly read: (file: Blob) => void;
  readonly readSample: (name: SampleCapture) => void;
  readonly show: (index: number, place: CapturePlace, whole: boolean) => void;
  readonly close: () => void;
}

/** An endpoint as `ss` writes it; an IPv6 address in brackets. */
export function endpointText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
