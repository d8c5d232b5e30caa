# The embedded engine's prebuilt library needs glibc, so not Alpine.
ARG BASE=docker.io/library/node:22-slim

# What the program needs to run. Only the lock file decides about this layer, so that it is kept when sources change.
FROM ${BASE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts \
  && npm sbom --package-lock-only --omit=dev --sbom-format=cyclonedx > sbom.cdx.json \
  && npm cache clean --force

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts && npm cache clean --force
COPY . .
RUN npm run build

FROM ${BASE}
ARG REVISION=unknown
LABEL org.opencontainers.image.title="commissioning-graph" \
  org.opencontainers.image.description="Who commissioned care in England, 2010-2013, as a dated, sourced graph asked over GraphQL" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 GRAPH_FILE=/data/commissioning.grafeo
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=dependencies /app ./
COPY LICENSE schema.graphql ./
COPY seed ./seed
COPY layouts ./layouts
COPY --from=build /app/dist ./dist
USER node
VOLUME /data
EXPOSE 4000
# By the shell alone: it takes a few milliseconds, where a program that starts Node would take a tenth of a second each time.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r answer <&3 && [[ $answer == *' 200 '* ]]"]
CMD ["node", "dist/cli/main.js", "serve"]
