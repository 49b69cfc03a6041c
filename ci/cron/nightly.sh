#!/bin/sh
# Certifies every night, and complains only of what is new. In the crontab (see crontab.example):
#   nightly.sh FOLDER PROFILE [further options of certify]
# FOLDER/runs/… holds a folder a run; FOLDER/baseline points to the last one in which nothing new failed, so a new
# failure is told every night until it is mended or taken for known: ln -sfn runs/… FOLDER/baseline
set -u

home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
folder=${1:?the folder for runs}
profile=${2:?the profile of the partner}
shift 2
mkdir -p "$folder/runs"

# Two runs at once would credit the same accounts and spoil each other's balances.
if ! mkdir "$folder/lock" 2>/dev/null; then
  echo "$folder/lock is there: another run is at work, or one was killed. Remove it when none is." >&2
  exit 3
fi
trap 'rmdir "$folder/lock"' EXIT

run=runs/$(date -u +%Y-%m-%dT%H%M%SZ)
[ -f "$folder/baseline/record.jsonl" ] && set -- "$@" --baseline "$folder/baseline"
node "$home/dist/cli/main.js" certify --profile "$profile" --out "$folder/$run" --format json,html,junit,md "$@" >"$folder/last.log" 2>&1
code=$?
ln -sfn "$run" "$folder/latest"

case $code in
  0) ln -sfn "$run" "$folder/baseline" ;;
  # Whatever cron prints, it mails.
  *) cat "$folder/last.log" && echo "paycert ended with $code; the report is $folder/$run/report.html" ;;
esac

# The first night's failures are known from then on, if somebody says so; evidence is kept for a month of nights.
keep=$(readlink "$folder/baseline" 2>/dev/null || :)
ls -1 "$folder/runs" | head -n -"${PAYCERT_KEEP:-30}" | while read -r old; do
  [ "runs/$old" = "$keep" ] || rm -rf "${folder:?}/runs/$old"
done
exit "$code"
