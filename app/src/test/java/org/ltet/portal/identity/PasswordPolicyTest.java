package org.ltet.portal.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.springframework.beans.factory.annotation.Autowired;

/** ACC-2: what the policy refuses, against the list that ships. */
@PortalTest
class PasswordPolicyTest {

    @Autowired
    PasswordPolicy policy;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password2026",
                "P@ssw0rd!!2026",
                "Football123456",
                "111111111111",
                "abcabcabcabc",
                "123456789012",
                "qwertyuiopas",
                "!!!Sunshine!!!",
                "iloveyou1234"
            })
    void refusesWhatManyPeopleUseAlsoWhenItIsDecorated(String password) {
        assertThatThrownBy(() -> check(password)).isInstanceOf(Refused.class).hasMessageContaining("passwordCommon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short words", "naïve пять"})
    void countsCharacters(String password) {
        assertThatThrownBy(() -> check(password)).isInstanceOf(Refused.class).hasMessageContaining("passwordShort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ramesh10000001", "Patil@Ramesh-1", "Rameshpatil99", "10000001100000"})
    void refusesNameAndNumber(String password) {
        assertThatThrownBy(() -> check(password)).isInstanceOf(Refused.class).hasMessageContaining("identity.password");
    }

    @Test
    void takesWordsThatDoNotBelongTogether() {
        assertThatCode(() -> check("violet tractor under seven moons")).doesNotThrowAnyException();
        assertThatCode(() -> check("नीला ट्रैक्टर सात चाँद के नीचे")).doesNotThrowAnyException();
    }

    private void check(String password) {
        policy.check(password, "10000001", "Ramesh Patil", "ramesh.patil@example.in");
    }
}
