# Many signed-in people with Gatling; README.md tells who they are and what they do.
people=${PEOPLE:-10000}
ramp=${RAMP:-$((people / 10 > 20 ? people / 10 : 20))}
steady=${STEADY:-120}
maven -Pbench -pl bench compile
sql -f sql/accounts.sql
sql --csv -f sql/members.sql | sed 's/,t$/,true/; s/,f$/,false/' >"$work/members.csv"
# the demonstration's own reviewers: staff need a second factor, which only they have
printf '%s\n' number,level 10000011,SCRUTINY 10000012,SCRUTINY 10000013,SUB_PANEL 10000014,APEX_PANEL >"$work/reviewers.csv"

"${JAVA_HOME:-/usr}/bin/java" -Xmx1g --add-opens java.base/java.lang=ALL-UNNAMED -cp "target/classes:$(<target/class-path)" \
  -Dbase="$base" -Dpassword="$password" -Dfolder="$work" -Dpeople="$people" -Dramp="$ramp" -Dsteady="$steady" \
  -Dthink="${THINK:-10}" -Dapplying="${APPLYING:-0.5}" \
  io.gatling.app.Gatling -s org.ltet.bench.PortalSimulation -nr -rf "$work/gatling" >"$work/gatling.txt" 2>&1 &
gatling=$!
most=0
while kill -0 "$gatling" 2>/dev/null; do
  now=$(memory)
  [ "$now" -le "$most" ] || most=$now
  sleep 2
done
wait "$gatling" || { tail -20 "$work/gatling.txt" >&2; exit 1; }
sed -n '/^page (ms)/,$p' "$work/gatling.txt" >&2

IFS=$'\t' read -r _ pages p50 p95 p99 longest < <(grep -P '^all pages\t' "$work/load.tsv")
failed=$(awk -F'\t' '$1 == "failed" {print $2}' "$work/load.tsv")
row "$people people: p99 of a page, ms (p50 $p50, p95 $p95, longest $longest; $((pages / steady)) pages/s)" "$p99" "" "" "< 1,000" \
  "$(holds "$p99 < 1000")"
row "$people people: errands that failed" "$failed" "" "" "0" "$(holds "$failed == 0")"
row "memory of the node under load, MB" "$most" "" "" "<= 512" "$(holds "$most <= 512")"
