# The embedded engine's prebuilt library needs glibc, so not Alpine.
FROM node:20-slim AS build
WORKDIR /app
# `npm ci` builds at its end (the script "prepare"), so the sources come first.
COPY . .
RUN npm ci && npm prune --omit=dev --ignore-scripts && npm cache clean --force

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 GRAPH_FILE=/data/commissioning.grafeo
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE /app/schema.graphql ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/seed ./seed
COPY --from=build /app/layouts ./layouts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/cli/main.js", "serve"]
