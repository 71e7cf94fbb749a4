package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.shared.Money;

@DisplayName("Faulty entries are shown before a batch is frozen (PAY-3)")
class InstructionCheckTest {

    @Test
    void aSoundPaymentHasNoFault() {
        assertThat(InstructionCheck.faults(
                        with("50100012345678", "HDFC0000060", "31200.00", "Ramesh Patil"), x -> true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5010 0012345, HDFC0000060, 10.00, Ramesh, accountCharacters",
        "१२३४५६७८९, HDFC0000060, 10.00, Ramesh, accountCharacters",
        "12345, HDFC0000060, 10.00, Ramesh, accountLength",
        "123456789012345678901, HDFC0000060, 10.00, Ramesh, accountLength",
        "0000000000, HDFC0000060, 10.00, Ramesh, accountZeros",
        "50100012345678, HDFC1000060, 10.00, Ramesh, ifscFormat",
        "50100012345678, hdfc0000060, 10.00, Ramesh, ifscFormat",
        "50100012345678, NOPE0000001, 10.00, Ramesh, ifscUnknown",
        "50100012345678, HDFC0000060, 0.00, Ramesh, amountNotPositive",
        "50100012345678, HDFC0000060, 10.00, रमेश, nameUnreadable"
    })
    void aFaultyOneIsNamedWithItsReason(String account, String ifsc, String amount, String name, String fault) {
        assertThat(InstructionCheck.faults(with(account, ifsc, amount, name), code -> !code.startsWith("NOPE")))
                .extracting(Fault::code)
                .containsExactly(fault);
    }

    @Test
    void aFaultNeverShowsTheWholeAccountNumber() {
        assertThat(InstructionCheck.faults(with("5010-0012345678", "HDFC0000060", "1.00", "R"), x -> true))
                .extracting(Fault::value)
                .allSatisfy(value -> assertThat(value).endsWith("5678").doesNotContain("5010"));
    }

    private static Instruction with(String account, String ifsc, String amount, String name) {
        return new Instruction("V202627-000123-1", Money.of(amount), name, account, ifsc, "LTET");
    }
}
