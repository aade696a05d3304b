import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What a page of this server may load and do. Phaser needs `data:` pictures for its built-in textures and
 * neither `unsafe-eval` nor inline styles. Encryption is the matter of a proxy in front, so nothing here insists
 * on it: in a classroom the page comes by plain HTTP. To `socketHosts` it may open sockets beside its own host.
 */
export function securityHeaders(socketHosts: readonly string[] = []): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'", ...socketHosts.flatMap((host) => [`ws://${host}`, `wss://${host}`])],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: false,
    // Browsers ignore both on plain HTTP, with a warning in the console.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}

/** The same for Colyseus' monitor alone, whose tables write their styles into the page. */
export function monitorHeaders(): RequestHandler {
  return helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
  });
}
