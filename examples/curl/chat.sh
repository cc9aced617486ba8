#!/bin/sh
# The chat in three protocols, with curl: sh chat.sh [origin]. Earshot runs in dev mode (./mvnw quarkus:dev); elsewhere
# EARSHOT_TOKEN is a token of your identity provider.
set -eu
origin=${1:-http://localhost:8080}
bearer="Authorization: Bearer ${EARSHOT_TOKEN:-$(curl -sf "$origin/sandbox/token")}"
json='Content-Type: application/json'
brief='Hikers in California, but no students'

echo '--- our own stream'
conversation=$(curl -sf "$origin/chat/conversations" -H "$bearer" -H "$json" -d '{}' |
  sed 's/.*"id":"\([^"]*\)".*/\1/')
curl -sfN "$origin/chat/conversations/$conversation/stream" -H "$bearer" -H "$json" \
  -d "{\"content\":\"$brief\"}" | tail -n 4

echo '--- the AI SDK: the same conversation goes on'
curl -sfN "$origin/chat/ui" -H "$bearer" -H "$json" -d "{\"id\":\"$conversation\",\"messages\":[
  {\"id\":\"1\",\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"only women\"}]}]}" | tail -n 8

echo '--- OpenAI: and here too'
curl -sf "$origin/v1/chat/completions" -H "$bearer" -H "$json" -d "{\"model\":\"earshot\",
  \"metadata\":{\"conversation_id\":\"$conversation\"},
  \"messages\":[{\"role\":\"user\",\"content\":\"how many are there?\"}]}"
echo
