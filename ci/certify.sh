#!/bin/sh
# Certifies an endpoint in a pipeline. Settings come by the environment alone, so that no text of theirs is
# ever a part of a command:
#   PAYCERT_PROFILE    the profile (needed)
#   PAYCERT_OUT        folder for record and reports (paycert-report)
#   PAYCERT_BASELINE   folder of an earlier run; left out where there is no record in it yet
#   PAYCERT_WAIVERS    file of waivers
#   PAYCERT_SIGN_KEY   key to sign the certificate with
#   PAYCERT_FAIL_ON    remark
#   PAYCERT_LANG       en, ru or kk
#   PAYCERT_YES        true: pay outside this machine too
#   PAYCERT_ARGS       further options of certify, divided by spaces
# Ends with the exit code of certify.
set -u

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
out=${PAYCERT_OUT:-paycert-report}

if [ -z "${PAYCERT_PROFILE:-}" ]; then
  echo 'PAYCERT_PROFILE is not set: name the profile of the partner.' >&2
  exit 2
fi

formats=list,json,html,pdf,junit,md,sarif,ctrf
[ "${GITHUB_ACTIONS:-}" = true ] && formats=$formats,github

# shellcheck disable=SC2086 # options are divided by spaces
set -f -- ${PAYCERT_ARGS:-}
set -- certify --profile "$PAYCERT_PROFILE" --out "$out" --format "$formats" "$@"
[ -n "${PAYCERT_LANG:-}" ] && set -- "$@" --lang "$PAYCERT_LANG"
[ -n "${PAYCERT_FAIL_ON:-}" ] && set -- "$@" --fail-on "$PAYCERT_FAIL_ON"
[ -n "${PAYCERT_WAIVERS:-}" ] && set -- "$@" --waivers "$PAYCERT_WAIVERS"
[ -n "${PAYCERT_SIGN_KEY:-}" ] && set -- "$@" --sign "$PAYCERT_SIGN_KEY"
[ "${PAYCERT_YES:-}" = true ] && set -- "$@" --yes
if [ -n "${PAYCERT_BASELINE:-}" ]; then
  if [ -f "$PAYCERT_BASELINE/record.jsonl" ]; then
    set -- "$@" --baseline "$PAYCERT_BASELINE"
  else
    echo "There is no run in $PAYCERT_BASELINE yet: every failure counts as new." >&2
  fi
fi

node "$home/dist/cli/main.js" "$@"
code=$?

if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$out/report.md" ]; then cat "$out/report.md" >>"$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  verdict=''
  [ -f "$out/report.json" ] && verdict=$(sed -n 's/^  "verdict": "\([a-z-]*\)",$/\1/p' "$out/report.json")
  printf 'verdict=%s\nexit-code=%s\n' "$verdict" "$code" >>"$GITHUB_OUTPUT"
fi
exit "$code"
