# What the measures share. Needs: curl, wrk, psql and pgbench (Debian: wrk, postgresql-client, postgresql-contrib).

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

for command in curl wrk psql pgbench ss; do
  command -v "$command" >/dev/null || fail "$command is missing: apt-get install wrk postgresql-client postgresql-contrib iproute2"
done

seconds=${SECONDS_EACH:-15}
connections=${CONNECTIONS:-64}
number=${NUMBER:-10000001}
password=${PASSWORD:-demo-Portal-2026}
load_before=$(cut -d' ' -f1-3 /proc/loadavg)
work=${WORK:-$PWD/target/work}
rows=$work/rows.tsv
mkdir -p "$work"
: >"$rows"

# row MEASURE FIGURE BESIDE RATIO BUDGET MET
row() {
  local IFS=$'\t'
  printf '%s\n' "$*" >>"$rows"
  printf '   %s\n' "$*" >&2
}

# holds EXPRESSION: "yes" or "no"
holds() { awk "BEGIN {print ($1) ? \"yes\" : \"no\"}"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {if (b > 0) printf "%.2f", a / b; else print "-"}'; }

# The process that listens on the port of $base, and its data directory.
find_portal() {
  local port
  port=$(sed -E 's#.*:([0-9]+)/?$#\1#' <<<"$base")
  portal=$(ss -Hltnp "sport = :$port" | grep -o 'pid=[0-9]*' | head -1 | cut -d= -f2)
  [ -n "$portal" ] || fail "No process of this machine listens on port $port"
  data=${DATA:-$(tr '\0' '\n' <"/proc/$portal/cmdline" | sed -n 's/^--portal.data-directory=//p')}
  data=$(cd "$(readlink "/proc/$portal/cwd")" && readlink -f "${data:-data}")
  export PGHOST=127.0.0.1 PGUSER=portal PGDATABASE=portal
  if [ -f "$data/postgresql/password" ]; then
    PGPASSWORD=$(<"$data/postgresql/password")
    PGPORT=$(sed -n 4p "$data/postgresql/data/postmaster.pid")
    export PGPASSWORD PGPORT
  fi
}

# Ends the measure when a statement fails: bench/run looks at the outcome of a measure, where `set -e` does not hold.
sql() { psql -X -q -v ON_ERROR_STOP=1 "$@" || fail "The database refused it."; }

# sign_in NUMBER: prints the session's cookie
sign_in() {
  local jar token
  jar=$(mktemp)
  token=$(curl -fsS -c "$jar" -b "$jar" "$base/sign-in" | grep -o 'name="_csrf" value="[^"]*"' | head -1 | cut -d'"' -f4)
  curl -fsS -o /dev/null -c "$jar" -b "$jar" --data-urlencode "number=$1" --data-urlencode "password=$password" \
    --data-urlencode "_csrf=$token" "$base/sign-in"
  awk '$6 == "portal" {print $6 "=" $7}' "$jar"
  rm -f "$jar"
}

# mvn with the Java that the build needs
maven() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    if [ -x "$candidate/bin/javac" ] && "$candidate/bin/java" -version 2>&1 | grep -q 'version "25'; then
      export JAVA_HOME=$candidate
      break
    fi
  done
  (cd .. && MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" \
    mvn -B -q -Dquick -Dspotless.check.skip=true "$@") || fail "Maven failed: $*"
}

memory() { awk '/VmRSS/ {printf "%d", $2 / 1024}' "/proc/$portal/status"; }
