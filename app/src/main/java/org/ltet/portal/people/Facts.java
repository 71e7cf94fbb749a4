package org.ltet.portal.people;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ltet.portal.schemes.BeneficiaryFacts;
import org.ltet.portal.schemes.MemberFacts;
import org.ltet.portal.schemes.Relation;
import org.ltet.portal.schemes.spi.Applicants;

/** A member in the words of the scheme rules. */
final class Facts {

    private Facts() {}

    /** Nobody for one who left; not the member themselves after their death; no dependent that HR no longer names. */
    static Applicants applicants(Member member) {
        return member.left()
                ? new Applicants(facts(member), List.of())
                : applicants(member, member.deathDate() == null, Dependent::active);
    }

    static Applicants everyone(Member member) {
        return applicants(member, true, dependent -> true);
    }

    private static Applicants applicants(Member member, boolean withSelf, Predicate<Dependent> which) {
        Stream<BeneficiaryFacts> self = withSelf ? Stream.of(self(member)) : Stream.empty();
        Stream<BeneficiaryFacts> dependents =
                member.dependents().stream().filter(which).map(Facts::beneficiary);
        return new Applicants(facts(member), Stream.concat(self, dependents).toList());
    }

    private static MemberFacts facts(Member member) {
        return new MemberFacts(
                member.id(),
                member.status(),
                member.birthDate(),
                member.joiningDate(),
                member.retirementDate(),
                member.deathDate(),
                member.grade(),
                member.ic(),
                member.region());
    }

    private static BeneficiaryFacts self(Member member) {
        return new BeneficiaryFacts(member.id(), Relation.SELF, member.name(), member.birthDate(), false, null);
    }

    private static BeneficiaryFacts beneficiary(Dependent dependent) {
        return new BeneficiaryFacts(
                dependent.id(),
                dependent.relation(),
                dependent.name(),
                dependent.birthDate(),
                dependent.disabled(),
                dependent.disabilityPercent());
    }
}
