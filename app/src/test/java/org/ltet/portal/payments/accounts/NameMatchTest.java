package org.ltet.portal.payments.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Names at banks are written in many ways (PAY-6)")
class NameMatchTest {

    @ParameterizedTest
    @CsvSource({
        "Ramesh Patil, RAMESH PATIL, 100",
        "Ramesh Patil, Mr PATIL RAMESH, 100",
        "Ramesh Patil, RAMESHPATIL, 100",
        "Ramesh Patil, R PATIL, 90",
        "Ramesh Kumar Patil, SHRI RAMESH PATIL, 100",
        "Ramesh Patil, SURESH PATIL, 50",
        "Ramesh Patil, SOMEBODY ELSE, 0",
        "Ramesh Patil, ..., 0",
        "Kumar, SURESH KUMAR SHARMA, 60",
        "R K, RAMESH KUMAR SINGH, 60",
        "R, RAMESH PATIL, 60",
        "Patil, PATIL, 100",
        "रमेश पाटील, रमेश पाटील, 100"
    })
    void scoresBothWays(String one, String other, int score) {
        assertThat(NameMatch.score(one, other)).isEqualTo(score);
        assertThat(NameMatch.score(other, one)).isEqualTo(score);
    }

    @Test
    void oneWordIsFoundOnce() {
        assertThat(NameMatch.score("RAM RAM", "RAM SINGH")).isEqualTo(50);
    }

    @Test
    void ofANameTheFirstLettersAreShown() {
        assertThat(NameMatch.masked(" Ramesh  K Patil ")).isEqualTo("R••• K••• P•••");
        assertThat(NameMatch.masked("x ".repeat(200))).hasSize(100);
    }
}
