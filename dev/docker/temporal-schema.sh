#!/bin/sh
# Makes Temporal's two databases, or brings their schemas up to date. Safe to run again.
set -eu
for name in temporal:temporal temporal_visibility:visibility; do
  database=${name%%:*}
  sql() {
    temporal-sql-tool --plugin postgres12 --ep temporal-postgres -p 5432 -u temporal --db "$database" "$@"
  }
  sql create
  # An existing schema refuses to be set up anew; the update below is what counts then.
  sql setup-schema -v 0.0 || true
  sql update-schema -d "/etc/temporal/schema/postgresql/v12/${name##*:}/versioned"
done
