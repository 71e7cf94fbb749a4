package org.ltet.portal.operations.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What has the look of a person's number is masked in the log (SEC-3)")
class MaskPersonalDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "68000001",
                "9876543210",
                "+919876543210",
                "00600350012345",
                "234123412346",
                "2341 2341 2346",
                "2341-2341-2346",
                "98765 43210",
                "+91 98765 43210",
                "4111 1111 1111 1111",
                "ABCPE1234F",
                "abcpe1234f",
                "asha.rao+x@example.co.in"
            })
    void numbersOfPeopleAndAddressesOfMail(String value) {
        for (String around :
                new String[] {"%s", "of \"%s\": no", "(%s)", "mobile:%s", "value=%s, next", "Key (mobile)=(%s).", "<%s>"
                }) {
            assertThat(MaskPersonalData.masked(around.formatted(value)))
                    .as(around)
                    .doesNotContain(value)
                    .isEqualTo(around.formatted("•••"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0190aaaa-1111-7111-8111-123456789012",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "Money differs at 3 places",
                "2026-11-23T04:30:00.123456789Z",
                "LTETH2H01_20261123_0001.txt",
                "org.ltet.portal.people.HrmsMerge@1a2b3c4d",
                "at java.base/java.lang.Thread.run(Thread.java:1474)",
                "127.0.0.1:54321",
                "12:20261123",
                "LTET/2026-27/000123",
                "payments-check-money-now took 1234567 ms"
            })
    void everythingElseStays(String text) {
        assertThat(MaskPersonalData.masked(text)).isEqualTo(text);
    }
}
