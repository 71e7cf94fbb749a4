# The bank's files, by the tests that hold them to their shape: a hundred thousand payments written, a hundred thousand
# statement lines read, in a heap of 256 MB for the whole test run. Writing and reading alone, without the database.
maven -pl app -am test -Dtest='BankFileWritersTest,StatementReaderTest' -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine=-Xmx256m >"$work/files.txt" 2>&1 || { tail -20 "$work/files.txt" >&2; exit 1; }
seconds_of() { grep -ho "name=\"$1\"[^>]*time=\"[0-9.]*\"" ../app/target/surefire-reports/TEST-*.payments.*.xml | grep -o '[0-9.]*"$' | tr -d '"' | head -1; }
written=$(seconds_of aHundredThousandPaymentsFitInASmallHeapAndAFewSeconds)
row "100,000 payments into pain.001, s (heap 256 MB)" "$written" "" "" "<= 10" "$(holds "$written <= 10")"
read_in=$(seconds_of aHundredThousandEntriesAreReadAsAStream)
row "100,000 statement lines read, s (heap 256 MB)" "$read_in" "" "" "<= 15" "$(holds "$read_in <= 15")"
