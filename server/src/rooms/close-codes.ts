/**
 * Close code of RFC 6455's registry: the service restarts. No code of ours: a page takes it for a line that broke, and
 * comes back.
 */
export const SERVICE_RESTART = 1012;
