# What writing the audit trail costs: the statements of submitting and deciding with and without it, by pgbench in turns.
submissions=${AUDITED:-160}
maven -pl app -am test -Dtest='ThroughputTest#tellsWhatTheAuditTrailCosts' -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Xmx1g -Dportal.bench.submissions=$submissions" >"$work/audit.txt" 2>&1 || true
for errand in submit decide; do
  read -r audited bare < <(sed -nE "s/.*ThroughputTest.*: audit $errand: ([0-9]+) a second, ([0-9]+) without.*/\1 \2/p" \
    "$work/audit.txt" ../app/target/surefire-reports/*ThroughputTest*.txt 2>/dev/null | head -1)
  [ -n "${audited:-}" ] || { tail -20 "$work/audit.txt" >&2; exit 1; }
  row "$errand with the audit trail, a second (load $(cut -d' ' -f1 /proc/loadavg))" "$audited" "without $bare" \
    "$(ratio "$audited" "$bare")" ">= 0.90" "$(holds "$audited >= 0.9 * $bare")"
  audited=
done
