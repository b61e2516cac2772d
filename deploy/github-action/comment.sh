#!/usr/bin/env bash
# Keeps one comment on the pull request: changes it when it is there, writes it when it is not.
set -euo pipefail
mark='<!-- sallyport packages -->'
body="$RUNNER_TEMP/sallyport-body.json"
{ echo "$mark"; cat "$RUNNER_TEMP/sallyport-comment.md"; } | jq --raw-input --slurp '{body: .[0:60000]}' > "$body"
comment=$(gh api --paginate "repos/$REPOSITORY/issues/$PULL/comments" --jq "map(select(.body | startswith(\"$mark\"))) | .[0].id // empty" | head -n 1)
if [ -n "$comment" ]; then gh api --method PATCH "repos/$REPOSITORY/issues/comments/$comment" --input "$body" > /dev/null
else gh api --method POST "repos/$REPOSITORY/issues/$PULL/comments" --input "$body" > /dev/null; fi
