# A queue of documents shared by nodes, and files damaged at random, by the tests that hold these; how well bills are
# read is measured by bench/documents/run.
maven -pl app -am test -Dtest='ManyReadingsTest,MutatedFilesTest' -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Dportal.queued-documents=${QUEUED:-1000} -Dportal.mutated-files=${MUTATED:-10000}" >"$work/documents.txt" 2>&1 ||
  { tail -20 "$work/documents.txt" >&2; exit 1; }
told() { grep -hoE "$1" ../app/target/surefire-reports/TEST-*.documents.*.xml | head -1; }
queue=$(told '[0-9]+ documents by three nodes in [0-9]+ s')
memory_of=$(told 'most memory of a process that reads [0-9]+ MB' | grep -oE '[0-9]+')
row "${queue% in *}, s" "$(grep -oE '[0-9]+ s$' <<<"$queue" | tr -d ' s')" "" "" "" ""
row "memory of a process that reads, MB" "$memory_of" "" "" "< 700" "$(holds "$memory_of < 700")"
damaged=$(told '[0-9]+ damaged files in [0-9]+ s.*')
row "${damaged%% in *} looked into and read, s" "$(sed -E 's/.* in ([0-9]+) s.*/\1/' <<<"$damaged")" "" "" "" ""
slowest=$(sed -E 's/.*slowest reading ([0-9]+) ms.*/\1/' <<<"$damaged")
row "slowest reading of a damaged file, ms" "$slowest" "" "" "< 65000" "$(holds "$slowest < 65000")"
