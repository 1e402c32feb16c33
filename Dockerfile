FROM node:24-slim

WORKDIR /app
# The image's own Node runs the program; the one among the devDependencies is left out. Nothing is compiled:
# better-sqlite3 ships its binaries, and the lockfile tells npm not to build it.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY migrations ./migrations
COPY data ./data
COPY src ./src
RUN node src/bundle.js

ENV NODE_ENV=production NHACVIEC_HOME=/data
RUN mkdir /data && chown node:node /data && chmod 700 /data
VOLUME /data
USER node

STOPSIGNAL SIGTERM
# A service that has just started counts as alive; until then there may be no database yet.
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s --retries=3 CMD ["node", "src/nv.js", "health"]
# Left alone, Node lets garbage pile up to hundreds of megabytes before it looks.
CMD ["node", "--max-semi-space-size=2", "--optimize-for-size", "src/nv.js", "start"]
