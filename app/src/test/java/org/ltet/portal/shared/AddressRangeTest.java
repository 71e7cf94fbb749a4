package org.ltet.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Ranges of addresses, as lists of who may come from where hold them (ACC-7, ACC-8)")
class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.255.255, true",
        "10.20.0.0/16, 10.21.0.0, false",
        "10.20.0.0/16, ::ffff:10.20.1.2, true",
        "10.20.128.0/17, 10.20.127.255, false",
        "10.20.128.0/17, 10.20.128.0, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 203.0.113.9, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "fe80::/10, fe80::1%eth0, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "10.0.0.0/8, 10.1, false",
        "10.0.0.0/8, localhost, false",
        "10.0.0.0/8, '', false"
    })
    void holdsTheAddressesThatBeginAlike(String range, String address, boolean inside) {
        assertThat(AddressRange.of(range).contains(address)).isEqualTo(inside);
        assertThat(AddressRange.anyContains(
                        List.of(AddressRange.of("198.51.100.0/24"), AddressRange.of(range)), address))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.20.0.0/",
                "10.20.0.0/33",
                "10.20.0.0/-1",
                "10.20.0.0/08",
                "10.20.0.0/16/8",
                "10.20.0.1/16",
                "10.20/16",
                "10.20.0.256",
                "example.org",
                "example.org/24",
                "2001:db8::/129",
                "2001:db8::1/32",
                "2001:::1",
                ":",
                "10.20.0.0 /16",
                "0x0a.0.0.1",
                "167772161",
                "[::1]"
            })
    void refusesWhatIsNoRange(String text) {
        assertThat(AddressRange.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.0.0/16",
        "10.20.0.1/32, 10.20.0.1",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:0DB8:0:0:0:0:0:0/32, 2001:db8::/32",
        "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "::/0, ::/0"
    })
    void isWrittenInOneWay(String typed, String written) {
        AddressRange range = AddressRange.of(typed);
        assertThat(range).hasToString(written);
        assertThat(AddressRange.of(written)).isEqualTo(range).hasSameHashCodeAs(range);
    }

    @Test
    void tellsRangesOfDifferentLengthApart() {
        assertThat(AddressRange.of("10.0.0.0/8")).isNotEqualTo(AddressRange.of("10.0.0.0/9"));
    }
}
