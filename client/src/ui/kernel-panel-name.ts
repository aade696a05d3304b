/** What the kernel's panel is called, in every language: the file that it shows. */
export const KERNEL_PANEL = '/proc/net/tcp';
