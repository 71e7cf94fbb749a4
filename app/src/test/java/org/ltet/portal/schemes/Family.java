package org.ltet.portal.schemes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** A made-up family and its claims, for tests of the rules. */
final class Family {

    /** The definition as it comes with the portal. */
    static SchemeDefinition scheme(String code) {
        return DefinitionJson.read(source(code));
    }

    static String source(String code) {
        try (InputStream file =
                Objects.requireNonNull(Family.class.getResourceAsStream("/catalogue/" + code + ".json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final LocalDate TODAY = LocalDate.of(2026, 9, 15);

    final UUID memberId = UUID.randomUUID();
    MemberStatus status = MemberStatus.SERVING;
    LocalDate joined = LocalDate.of(2009, 6, 1);

    @Nullable
    LocalDate retired;

    @Nullable
    LocalDate died;

    String grade = "W";
    LocalDate today = TODAY;
    final List<PastUse> past = new ArrayList<>();

    static Family serving() {
        return new Family();
    }

    static Family retired() {
        Family family = new Family();
        family.status = MemberStatus.RETIRED;
        family.joined = LocalDate.of(1984, 5, 2);
        family.retired = LocalDate.of(2020, 5, 31);
        return family;
    }

    static Family bereaved() {
        Family family = new Family();
        family.status = MemberStatus.DECEASED;
        family.died = LocalDate.of(2023, 2, 10);
        return family;
    }

    Family on(LocalDate day) {
        today = day;
        return this;
    }

    MemberFacts member() {
        return new MemberFacts(
                memberId, status, LocalDate.of(1960, 1, 1), joined, retired, died, grade, "HEAV", "WEST");
    }

    BeneficiaryFacts self() {
        return new BeneficiaryFacts(memberId, Relation.SELF, "Ramesh", LocalDate.of(1960, 1, 1), false, null);
    }

    BeneficiaryFacts spouse() {
        return relative(Relation.SPOUSE, LocalDate.of(1962, 7, 9));
    }

    BeneficiaryFacts parent() {
        return relative(Relation.PARENT, LocalDate.of(1938, 3, 3));
    }

    BeneficiaryFacts child(LocalDate born) {
        return relative(Relation.CHILD, born);
    }

    BeneficiaryFacts disabledChild(LocalDate born, String percent) {
        return new BeneficiaryFacts(UUID.randomUUID(), Relation.CHILD, "Asha", born, true, new BigDecimal(percent));
    }

    private static BeneficiaryFacts relative(Relation relation, LocalDate born) {
        return new BeneficiaryFacts(UUID.randomUUID(), relation, "Asha", born, false, null);
    }

    ApplicantFacts facts(BeneficiaryFacts beneficiary, String... answers) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            given.put(answers[i], answers[i + 1]);
        }
        return new ApplicantFacts(member(), beneficiary, given, today);
    }

    /** Remembers what a sanction of this benefit would record. */
    void sanction(BeneficiaryFacts beneficiary, Benefit benefit) {
        UUID application = UUID.randomUUID();
        benefit.consumption()
                .forEach(row -> past.add(new PastUse(
                        application,
                        memberId,
                        beneficiary.beneficiaryId(),
                        row.head(),
                        row.key(),
                        row.date(),
                        row.amount(),
                        row.admitted(),
                        row.quantity())));
    }

    void used(BeneficiaryFacts beneficiary, String head, LocalDate date, long amount) {
        past.add(new PastUse(
                UUID.randomUUID(),
                memberId,
                beneficiary.beneficiaryId(),
                head,
                null,
                date,
                Money.of(amount),
                Money.of(amount),
                null));
    }

    BenefitRequest request(ApplicantFacts facts, String reimbursed, ClaimLine... lines) {
        return new BenefitRequest(facts, List.of(lines), Money.of(reimbursed), past, null);
    }

    static ClaimLine line(String head, LocalDate date, String claimed) {
        return new ClaimLine(UUID.randomUUID(), head, date, Money.of(claimed), Money.ZERO, null, null);
    }

    static ClaimLine days(String head, LocalDate date, String claimed, int days) {
        return new ClaimLine(
                UUID.randomUUID(), head, date, Money.of(claimed), Money.ZERO, BigDecimal.valueOf(days), null);
    }

    static ClaimLine keyed(String head, LocalDate date, String claimed, String key) {
        return new ClaimLine(UUID.randomUUID(), head, date, Money.of(claimed), Money.ZERO, null, key);
    }

    static ClaimLine deducted(ClaimLine line, String deducted) {
        return new ClaimLine(
                line.lineId(),
                line.head(),
                line.date(),
                line.claimed(),
                Money.of(deducted),
                line.quantity(),
                line.key());
    }
}
