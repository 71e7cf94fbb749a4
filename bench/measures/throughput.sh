# Submitting and deciding beside the same statements by pgbench; README.md tells how they are recorded.
submissions=${SUBMISSIONS:-400}
maven -pl app -am test -Dtest='ThroughputTest#tellsHowMuchOfThePaceOfTheSameSqlIsKept' -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Xmx1g -Dportal.bench.submissions=$submissions" >"$work/throughput.txt" 2>&1 || true
for errand in submit decide; do
  read -r own alike < <(sed -nE "s/.*ThroughputTest.*: $errand: ([0-9]+) a second, ([0-9]+) by pgbench.*/\1 \2/p" \
    "$work/throughput.txt" ../app/target/surefire-reports/*ThroughputTest*.txt 2>/dev/null | head -1)
  [ -n "${own:-}" ] || { tail -20 "$work/throughput.txt" >&2; exit 1; }
  row "$errand, a second" "$own" "pgbench $alike" "$(ratio "$own" "$alike")" ">= 0.70" "$(holds "$own >= 0.7 * $alike")"
  own=
done
