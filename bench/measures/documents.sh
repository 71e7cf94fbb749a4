# A queue of documents shared by nodes, and files damaged at random, by the tests that hold these; how well papers are
# read is measured by bench/documents/run.
maven -pl app -am test -Dtest='ManyReadingsTest,MutatedFilesTest' -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Dportal.queued-documents=${QUEUED:-1000} -Dportal.queued-photos=${PHOTOS:-100} \
  -Dportal.mutated-files=${MUTATED:-10000} -Dportal.mutated-read-each=${READ_EACH:-20}" >"$work/documents.txt" 2>&1 ||
  { tail -20 "$work/documents.txt" >&2; exit 1; }
told() { grep -hoE "$1" ../app/target/surefire-reports/TEST-*.documents.*.xml | head -1; }
for sort in 'files with a text of their own' photographs; do
  queue=$(told "[0-9]+ $sort by three nodes in [0-9]+ s.*")
  memory_of=$(sed -E 's/.*process that reads ([0-9]+) MB.*/\1/' <<<"$queue")
  row "${queue%% in *}, s" "$(sed -E 's/.* nodes in ([0-9]+) s.*/\1/' <<<"$queue")" "" "" "" ""
  row "memory of a process that reads $sort, MB" "$memory_of" "" "" "< 700" "$(holds "$memory_of < 700")"
done
damaged=$(told '[0-9]+ damaged files in [0-9]+ s.*')
row "${damaged%% in *} looked into, one in ${READ_EACH:-20} of those that passed read, s" \
  "$(sed -E 's/.* in ([0-9]+) s.*/\1/' <<<"$damaged")" "" "" "" ""
slowest=$(sed -E 's/.*slowest reading ([0-9]+) ms.*/\1/' <<<"$damaged")
row "slowest reading of a damaged file, ms" "$slowest" "" "" "< 65000" "$(holds "$slowest < 65000")"
