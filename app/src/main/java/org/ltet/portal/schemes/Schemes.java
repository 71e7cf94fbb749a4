package org.ltet.portal.schemes;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The schemes in force and the versions before them, and what their rules say about given facts. */
@Component
public class Schemes {

    /** The versions in force on a day, in the order of their codes. */
    public List<SchemeVersion> current(LocalDate day) {
        throw new UnsupportedOperationException("no catalogue yet: " + day);
    }

    /** The version of a scheme in force today. */
    public Optional<SchemeVersion> find(String code) {
        throw new UnsupportedOperationException("no catalogue yet: " + code);
    }

    /** The version of a scheme in force today; refused as not found where there is none. */
    public SchemeVersion current(String code) {
        throw new UnsupportedOperationException("no catalogue yet: " + code);
    }

    /** Any version ever published: applications keep the one under which they were made. */
    public SchemeVersion version(UUID id) {
        throw new UnsupportedOperationException("no catalogue yet: " + id);
    }

    public Eligibility judge(UUID versionId, ApplicantFacts facts) {
        throw new UnsupportedOperationException("no catalogue yet: " + versionId + facts);
    }

    public Benefit reckon(UUID versionId, BenefitRequest request) {
        throw new UnsupportedOperationException("no catalogue yet: " + versionId + request);
    }

    /** What the limits leave to the beneficiary on the day of the facts. */
    public List<Balance> balances(UUID versionId, ApplicantFacts facts, List<PastUse> pastUse) {
        throw new UnsupportedOperationException("no catalogue yet: " + versionId + facts + pastUse);
    }
}
