package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The closed set of facts that conditions may name, beside the answers of the form. */
public enum FactName {
    MEMBER_STATUS("member.status", Kind.CODE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Code(facts.member().status().name());
        }
    },
    MEMBER_GRADE("member.grade", Kind.CODE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Code(facts.member().grade());
        }
    },
    MEMBER_IC("member.ic", Kind.CODE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Code(facts.member().ic());
        }
    },
    MEMBER_REGION("member.region", Kind.CODE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Code(facts.member().region());
        }
    },
    /** Whole years from joining to the reference date, or to retirement or death where that came first. */
    MEMBER_SERVICE_YEARS("member.serviceYears", Kind.NUMBER) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            MemberFacts member = facts.member();
            LocalDate end = earliest(on, member.retirementDate(), member.deathDate());
            int years = Math.max(0, Calendars.wholeYears(member.joiningDate(), end));
            return new FactValue.Number(BigDecimal.valueOf(years));
        }
    },
    MEMBER_AGE("member.age", Kind.AGE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Age(facts.member().birthDate(), on);
        }
    },
    MEMBER_YEARS_SINCE_DEATH("member.yearsSinceDeath", Kind.AGE) {
        @Override
        @Nullable
        FactValue read(ApplicantFacts facts, LocalDate on) {
            LocalDate death = facts.member().deathDate();
            return death == null ? null : new FactValue.Age(death, on);
        }
    },
    BENEFICIARY_RELATION("beneficiary.relation", Kind.CODE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Code(facts.beneficiary().relation().name());
        }
    },
    BENEFICIARY_AGE("beneficiary.age", Kind.AGE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Age(facts.beneficiary().birthDate(), on);
        }
    },
    BENEFICIARY_DISABLED("beneficiary.disabled", Kind.YESNO) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Code(Boolean.toString(facts.beneficiary().disabled()));
        }
    },
    BENEFICIARY_DISABILITY_PERCENT("beneficiary.disabilityPercent", Kind.PERCENT) {
        @Override
        @Nullable
        FactValue read(ApplicantFacts facts, LocalDate on) {
            BigDecimal percent = facts.beneficiary().disabilityPercent();
            if (percent == null && facts.beneficiary().disabled()) {
                return null;
            }
            return new FactValue.Number(percent == null ? BigDecimal.ZERO : percent);
        }
    },
    TODAY("today", Kind.DATE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Day(facts.today());
        }
    },
    REFERENCE_DATE("referenceDate", Kind.DATE) {
        @Override
        FactValue read(ApplicantFacts facts, LocalDate on) {
            return new FactValue.Day(on);
        }
    };

    /** How values of a fact are compared and put into words. */
    public enum Kind {
        CODE,
        YESNO,
        NUMBER,
        PERCENT,
        MONEY,
        AGE,
        DATE,
        TEXT
    }

    private final String key;
    private final Kind kind;

    FactName(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The fact on the reference date, null when it is not known. */
    abstract @Nullable FactValue read(ApplicantFacts facts, LocalDate on);

    static final String ANSWERS = "answers.";

    private static final List<FactName> ALL = List.of(values());

    static Optional<FactName> of(String key) {
        return ALL.stream().filter(name -> name.key.equals(key)).findFirst();
    }

    /** The code of the form field that a name like "answers.marks" means. */
    static Optional<String> answer(String key) {
        return key.startsWith(ANSWERS) ? Optional.of(key.substring(ANSWERS.length())) : Optional.empty();
    }

    /** The kind of a fact or answer of the definition; empty when there is no such fact. */
    static Optional<Kind> kindOf(String key, SchemeDefinition definition) {
        return answer(key)
                .map(code -> definition.field(code).map(field -> kindOf(field.type())))
                .orElseGet(() -> of(key).map(FactName::kind));
    }

    static Kind kindOf(SchemeDefinition.FieldType type) {
        return switch (type) {
            case TEXT -> Kind.TEXT;
            case NUMBER -> Kind.NUMBER;
            case PERCENT -> Kind.PERCENT;
            case MONEY -> Kind.MONEY;
            case DATE -> Kind.DATE;
            case CHOICE -> Kind.CODE;
            case YESNO -> Kind.YESNO;
        };
    }

    private static LocalDate earliest(LocalDate on, @Nullable LocalDate... others) {
        return Stream.concat(Stream.of(on), Arrays.stream(others).filter(day -> day != null))
                .min(LocalDate::compareTo)
                .orElse(on);
    }
}
