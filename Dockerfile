# One image for every role: docker-compose.yml names the role of each container.
FROM node:20.19.5-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node dev/build.mjs

FROM node:20.19.5-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev && npm cache clean --force
COPY --from=build /app/dist dist
COPY --from=build /app/dev/embedded/inbox-page dev/embedded/inbox-page
RUN mkdir /mail /files && chown node:node /mail /files
USER node
CMD ["node", "dist/api/server.js"]
