#!/usr/bin/env bash
# Scans what the pull request changes in the lockfile, each version compared with the one it replaces. Install scripts
# never run. Writes the comment and the SARIF file into $RUNNER_TEMP.
set -uo pipefail
before="$RUNNER_TEMP/sallyport-before.json"
git fetch --quiet --depth=1 origin "$BASE" && git show "$BASE:$LOCKFILE" > "$before" || printf '{"lockfileVersion":3,"packages":{}}' > "$before"
scan() { node "$SALLYPORT/bin/sallyport.cjs" scan "$LOCKFILE" --against "$before" --fetch --fail-on "$FAIL_ON" --format "$1"; }
scan markdown > "$RUNNER_TEMP/sallyport-comment.md"
code=$?
scan sarif > "$RUNNER_TEMP/sallyport.sarif" || true
case $code in 0) verdict=clean ;; 1) verdict=findings ;; *) verdict=failed; echo 'The scan itself failed; see the log.' >> "$RUNNER_TEMP/sallyport-comment.md" ;; esac
echo "verdict=$verdict" >> "$GITHUB_OUTPUT"
