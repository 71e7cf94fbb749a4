package org.ltet.portal.schemes;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/** The schemes in force and the versions before them, and what their rules say about given facts. */
@Component
public class Schemes {

    private final Catalogue catalogue;
    private final Clock clock;

    Schemes(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The versions in force on a day, in the order of their codes. */
    public List<SchemeVersion> current(LocalDate day) {
        return catalogue.inForce(day);
    }

    /** Changes with every change of the catalogue: what was derived from it before may be out of date. */
    public long edition() {
        return catalogue.edition();
    }

    /** The version of a scheme in force today. */
    public Optional<SchemeVersion> find(String code) {
        return catalogue.inForce(code, IndiaTime.today(clock));
    }

    /** The version of a scheme in force today; refused as not found where there is none. */
    public SchemeVersion current(String code) {
        return find(code).orElseThrow(() -> Refused.notFound("scheme"));
    }

    /** Any version ever published: applications keep the one under which they were made. */
    public SchemeVersion version(UUID id) {
        return catalogue.version(id).orElseThrow(() -> Refused.notFound("scheme"));
    }

    /** Whether the person qualifies, and why or why not. */
    public Eligibility judge(UUID versionId, ApplicantFacts facts) {
        return EligibilityEngine.judge(version(versionId).definition(), facts);
    }

    /** Every scheme in force on the day as it stands for the family, before a form is filled. */
    public List<Prospect> prospects(MemberFacts member, List<BeneficiaryFacts> family, LocalDate today) {
        return current(today).stream()
                .map(version -> EligibilityEngine.prospect(version, member, family, today))
                .toList();
    }

    public Prospect prospect(
            SchemeVersion version, MemberFacts member, List<BeneficiaryFacts> family, LocalDate today) {
        return EligibilityEngine.prospect(version, member, family, today);
    }

    /** What is payable, how it came to that, and what a sanction has to record. */
    public Benefit reckon(UUID versionId, BenefitRequest request) {
        return BenefitEngine.reckon(version(versionId).definition(), request);
    }

    /** The definition as JSON, for programs. */
    public String json(SchemeVersion version) {
        return DefinitionJson.write(version.definition());
    }

    /** What the limits leave to the beneficiary on the day of the facts. */
    public List<Balance> balances(UUID versionId, ApplicantFacts facts, List<PastUse> pastUse) {
        return Balances.of(version(versionId).definition(), facts, pastUse);
    }
}
