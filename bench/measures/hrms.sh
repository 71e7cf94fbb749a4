# The synchronisation with the HR system, beside reading the simulator's pages without looking at them.
everybody=${HRMS:-600000}
maven -pl app -am test -Dtest=HrmsAtScaleTest -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Xmx2g -Dportal.bench.people=$everybody" >"$work/hrms.txt" 2>&1 || failed=yes
line=$(grep -ho "$everybody people: reading alone.*" "$work/hrms.txt" ../app/target/surefire-reports/*HrmsAtScaleTest*.txt 2>/dev/null | head -1)
[ -n "$line" ] || { tail -20 "$work/hrms.txt" >&2; exit 1; }
# "PT1M2.5S" as seconds
took() { sed -E "s/.*$1 PT(([0-9]+)M)?([0-9.]+)S.*/\2 \3/" <<<"$line" | awk '{printf "%.1f", NF == 2 ? $1 * 60 + $2 : $1}'; }
alone=$(took 'reading alone') first=$(took 'first full run') again=$(took second) delta=$(took delta)
allowed=$(awk -v n="$everybody" 'BEGIN {print 60 * n / 600000}')
row "HRMS, first run of $everybody, s" "$first" "simulator alone $alone" "$(ratio "$first" "$alone")" "<= $allowed beyond it" \
  "$(holds "$first - $alone <= $allowed")"
row "HRMS, run without changes, s" "$again" "simulator alone $alone" "$(ratio "$again" "$alone")" "<= $allowed beyond it" \
  "$(holds "$again - $alone <= $allowed")"
row "HRMS, daily delta, s" "$delta" "" "" "<= 5" "$(holds "$delta <= 5")"
[ -z "${failed:-}" ] || say "   the measure itself says that a budget is broken, see $work/hrms.txt"
