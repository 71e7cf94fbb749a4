package org.ltet.portal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ltet.portal.shared.Refused;

@DisplayName("What members may enter (PRO-1, PRO-2)")
class EntriesTest {

    private static final Ifsc IFSC = new Ifsc();
    private static final String NUMBER = "50100123456789";

    @Test
    void acceptsAnAccountAsPeopleWriteIt() {
        BankAccountEntry entry = new BankAccountEntry("hdfc0000060", "5010 0123 4567 89", NUMBER, " Ramesh Patil ");
        assertThat(entry.problems(IFSC)).isEmpty();
        assertThat(entry.tidy().number()).isEqualTo(NUMBER);
        assertThat(entry.tidy().holder()).isEqualTo("Ramesh Patil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12345678",
                "1234567890123456789",
                "५०१००१२३४५६७८९",
                "٥٠١٠٠١٢٣٤٥٦٧",
                "5.01E12345",
                "-50100123456",
                "000000000000",
                "50100123456O",
                "999999999999999999999999999999999999999999999999999999"
            })
    void refusesNumbersThatNoBankHas(String number) {
        assertThat(problems(new BankAccountEntry("HDFC0000060", number, number, "Ramesh Patil")))
                .containsExactly("number people.accountNumber");
    }

    @Test
    void refusesTwoDifferentNumbersAtTheSecondField() {
        assertThat(problems(new BankAccountEntry("HDFC0000060", NUMBER, "50100123456798", "Ramesh Patil")))
                .containsExactly("numberAgain people.accountNumberAgain");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(problems(new BankAccountEntry("HDFC0ZZZZZZ", "12", "13", "")))
                .containsExactly("ifsc people.ifscUnknown", "number people.accountNumber", "holder people.required");
        assertThat(problems(new BankAccountEntry("", NUMBER, NUMBER, "R".repeat(101))))
                .containsExactly("ifsc people.ifscMissing", "holder people.long");
        assertThat(problems(new BankAccountEntry("HDFC0000060", NUMBER, NUMBER, "<script>")))
                .containsExactly("holder people.holder");
    }

    @Test
    void doesNotPrintTheNumber() {
        assertThat(new BankAccountEntry("HDFC0000060", NUMBER, NUMBER, "R").toString())
                .doesNotContain("50100");
    }

    @ParameterizedTest
    @CsvSource({
        "9820012345, 9820012345",
        "98200 12345, 9820012345",
        "+91 98200-12345, 9820012345",
        "09820012345, 9820012345"
    })
    void readsMobileNumbersAsPeopleWriteThem(String typed, String stored) {
        ContactEntry entry = contact(typed, "a@example.in", "400076");
        assertThat(entry.problems()).isEmpty();
        assertThat(entry.tidy().mobile()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "5820012345", "98200123456", "९८२००१२३४५", "98200x2345", "+1 9820012345"})
    void refusesOtherMobileNumbers(String typed) {
        assertThat(codes(contact(typed, "a@example.in", "400076").problems())).containsExactly("mobile people.mobile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@b",
                "a b@example.in",
                "a@example.in\r\nBcc: x@example.in",
                "a@@example.in",
                "@example.in"
            })
    void refusesWhatIsNoEmailAddress(String typed) {
        assertThat(codes(contact("9820012345", typed, "400076").problems())).containsExactly("email people.email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4000", "040007", "४००००१", "4000761"})
    void refusesWhatIsNoPinCode(String typed) {
        assertThat(codes(contact("9820012345", "a@example.in", typed).problems()))
                .containsExactly("pin people.pin");
    }

    @Test
    void refusesOverlongAndUnprintableAddresses() {
        assertThat(codes(new ContactEntry("a@example.in", "9820012345", "x".repeat(201), "", "Goa\u0000", "400076")
                        .problems()))
                .containsExactly("line people.long", "city people.required", "state people.control");
    }

    private static ContactEntry contact(String mobile, String email, String pin) {
        return new ContactEntry(email, mobile, "Flat 4, गुलमोहर", "Mumbai", "Maharashtra", pin);
    }

    private static List<String> problems(BankAccountEntry entry) {
        return codes(entry.problems(IFSC));
    }

    private static List<String> codes(List<Refused> problems) {
        return problems.stream()
                .map(problem -> problem.field() + " " + problem.code())
                .toList();
    }
}
