# Builds the package from these sources, then an image that has only the package in it.
FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts && npm run --silent package && npm pack ./dist/package --pack-destination /

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
COPY --from=build /syn-or-swim-*.tgz /
RUN npm install --global --ignore-scripts --no-audit --no-fund /syn-or-swim-*.tgz \
  && rm -rf /syn-or-swim-*.tgz /root/.npm \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 2567
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 2567) + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["syn-or-swim"]
