#!/usr/bin/env bash
# Copy what cannot be made again, then what can but takes time. Usage: deploy/backup.sh TARGET_FOLDER
# May run at any time, also during a night: contents and versions are never written twice, only added.
set -euo pipefail
target=${1:?"usage: deploy/backup.sh TARGET_FOLDER"}
command -v rsync >/dev/null || { echo "backup.sh needs rsync 3.2.3 or newer, which is not installed." >&2; exit 1; }
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p "$target"
# Sidecars after contents: a sidecar without its content is never taken for a document.
rsync -a --exclude '.*' --exclude '*.json' data/raw/snapshots "$target/raw/" --mkpath
rsync -a --exclude '.*' data/raw/snapshots data/raw/inbox data/raw/sources.yaml "$target/raw/"
# The published version, as the link names it now.
if [ -e data/warehouse/budget.duckdb ]; then
    version=$(readlink data/warehouse/budget.duckdb)
    rsync -a --mkpath "data/warehouse/$version" "$target/warehouse/$version"
    ln -sfn "$version" "$target/warehouse/budget.duckdb"
fi
if [ -d data/warehouse/extracts ]; then rsync -a --delete --exclude '.*' data/warehouse/extracts "$target/warehouse/"; fi
