FROM node:24-slim

WORKDIR /app
# The image's own Node runs the program; the one among the devDependencies is left out. No package needs its install
# script here: better-sqlite3 ships its binaries, and building it anew would ask for Python and a compiler.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY migrations ./migrations
COPY data ./data
COPY src ./src

ENV NODE_ENV=production NHACVIEC_HOME=/data
RUN mkdir /data && chown node:node /data && chmod 700 /data
VOLUME /data
USER node

STOPSIGNAL SIGTERM
# Signs of life are written once a minute, so a fresh start looks unhealthy for up to two minutes.
HEALTHCHECK --interval=60s --timeout=10s --start-period=180s --retries=3 CMD ["node", "src/main.ts", "health"]
CMD ["node", "src/main.ts", "start"]
