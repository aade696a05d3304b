// What the program in the namespace and the server say to each other, a line of JSON each.
import type { KernelRow } from './kernel-table.ts';

/** A row of the kernel's table, and how many octets the application behind it has read. */
export interface ReportedSocket extends KernelRow {
  readonly read: number;
}

/** From the namespace: it is there, the kernel sends an IP packet (base64), or its table has changed. */
export type NamespaceReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'packet'; readonly octets: string }
  | { readonly kind: 'sockets'; readonly sockets: readonly ReportedSocket[] };

/** To the namespace: an IP packet for the kernel (base64). */
export interface NamespaceRequest {
  readonly octets: string;
}
