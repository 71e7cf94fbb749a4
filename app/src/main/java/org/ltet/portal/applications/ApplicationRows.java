package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.schemes.Relation;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of applications. */
@Component
class ApplicationRows {

    private static final String SELECT = """
            select id, scheme_code, scheme_version_id, member_id, employee_number, member_name, ic, region,
                beneficiary_id, beneficiary_name, relation, started_at, number, version, state, level,
                highest_level, transitions, answers, facts, benefit, section_versions, other_reimbursement,
                bank_account_id, claimed, payable, sanctioned, cap, changed_at, draft_expires_on, submitted_at,
                sent_back_at, decided_at, voucher_number, bank_reference, paid_on
            from applications.application
            """;

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    ApplicationRows(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    Optional<Application> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::application)
                .optional();
    }

    /** Newest first, starting after the one of id {@code before}. */
    List<Application> ofEmployee(
            String employeeNumber, Collection<ApplicationState> states, @Nullable UUID before, int limit) {
        return jdbc.sql(SELECT + """
                where employee_number = :employee and (cardinality(:states::text[]) = 0 or state = any(:states::text[]))
                  and (:before::uuid is null or id < :before::uuid)
                order by id desc limit :limit
                """)
                .param("employee", employeeNumber)
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .param("before", before)
                .param("limit", limit)
                .query(this::application)
                .list();
    }

    List<Application> submittedOf(UUID memberId, int limit) {
        return jdbc.sql(SELECT + """
                where member_id = :member and number is not null
                order by id desc limit :limit
                """)
                .param("member", memberId)
                .param("limit", limit)
                .query(this::application)
                .list();
    }

    /** Loads the row and keeps others from changing it until the transaction ends. */
    Application lock(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query(this::application)
                .optional()
                .orElseThrow(() -> Refused.notFound("application"));
    }

    /** A draft of this member for the same that was started and not touched since. */
    Optional<UUID> untouchedDraft(UUID memberId, UUID versionId, UUID beneficiaryId) {
        return jdbc.sql("""
                select id from applications.application
                where member_id = :member and scheme_version_id = :scheme and beneficiary_id = :beneficiary
                  and state = 'DRAFT' and version = 1 order by id limit 1
                """)
                .param("member", memberId)
                .param("scheme", versionId)
                .param("beneficiary", beneficiaryId)
                .query(UUID.class)
                .optional();
    }

    void insert(Application app) {
        seal(app);
        jdbc.sql("""
                insert into applications.application (id, version, state, transitions, scheme_code, scheme_version_id,
                    member_id, employee_number, member_name, ic, region, beneficiary_id, beneficiary_name, relation,
                    answers, bank_account_id, started_at, changed_at, draft_expires_on)
                values (:id, 1, 'DRAFT', 1, :scheme, :schemeVersion, :member, :employee, :memberName, :ic, :region,
                    :beneficiary, :beneficiaryName, :relation, :answers, :bank, :now, :now, :expires)
                """)
                .param("id", app.id)
                .param("scheme", app.schemeCode)
                .param("schemeVersion", app.versionId)
                .param("member", app.memberId)
                .param("employee", app.employeeNumber)
                .param("memberName", app.memberName)
                .param("ic", app.ic)
                .param("region", app.region)
                .param("beneficiary", app.beneficiaryId)
                .param("beneficiaryName", app.beneficiaryName)
                .param("relation", app.relation.name())
                .param("answers", SealedJson.bytes(app.storedAnswers))
                .param("bank", app.bankAccountId)
                .param("now", timestamp(app.startedAt))
                .param("expires", app.draftExpiresOn)
                .update();
    }

    /** Keeps every change as the next version. */
    void save(Application app, Instant now) {
        app.changedAt = now;
        seal(app);
        int changed = jdbc.sql("""
                update applications.application set version = version + 1, number = :number, state = :state,
                    level = :level, highest_level = :highestLevel, transitions = :transitions,
                    scheme_version_id = :schemeVersion, member_name = :memberName, ic = :ic, region = :region,
                    beneficiary_id = :beneficiary, beneficiary_name = :beneficiaryName, relation = :relation,
                    answers = :answers, section_versions = :sections::jsonb, other_reimbursement = :other,
                    bank_account_id = :bank, facts = :facts::bytea, benefit = :benefit::bytea, claimed = :claimed,
                    payable = :payable, sanctioned = :sanctioned, cap = :cap, changed_at = :changed,
                    draft_expires_on = :expires, submitted_at = :submitted, sent_back_at = :sentBack,
                    decided_at = :decided, voucher_number = :voucher, bank_reference = :reference, paid_on = :paid
                where id = :id and version = :version
                """)
                .param("number", app.number)
                .param("state", app.state().name())
                .param("level", name(app.position.level()))
                .param("highestLevel", name(app.highestLevel))
                .param("transitions", app.transitions)
                .param("schemeVersion", app.versionId)
                .param("memberName", app.memberName)
                .param("ic", app.ic)
                .param("region", app.region)
                .param("beneficiary", app.beneficiaryId)
                .param("beneficiaryName", app.beneficiaryName)
                .param("relation", app.relation.name())
                .param("answers", SealedJson.bytes(app.storedAnswers))
                .param("sections", Json.write(app.sectionVersions))
                .param("other", app.otherReimbursement.amount())
                .param("bank", app.bankAccountId)
                .param("facts", SealedJson.bytes(app.storedFacts))
                .param("benefit", SealedJson.bytes(app.storedBenefit))
                .param("claimed", app.claimed.amount())
                .param("payable", app.payable.amount())
                .param("sanctioned", app.sanctioned == null ? null : app.sanctioned.amount())
                .param("cap", app.cap == null ? null : app.cap.amount())
                .param("changed", timestamp(now))
                .param("expires", app.draftExpiresOn)
                .param("submitted", timestamp(app.submittedAt))
                .param("sentBack", timestamp(app.sentBackAt))
                .param("decided", timestamp(app.decidedAt))
                .param("voucher", app.voucherNumber)
                .param("reference", app.bankReference)
                .param("paid", app.paidOn)
                .param("id", app.id)
                .param("version", app.version)
                .update();
        if (changed != 1) {
            throw Refused.stale();
        }
        app.version++;
    }

    private void seal(Application app) {
        app.storedAnswers = SealedJson.close(
                app.storedAnswers,
                Json.write(app.answers),
                json -> Json.write(Json.answers(json)),
                cipher,
                SealedApplications.ANSWERS.at(app.id));
        app.storedFacts = SealedJson.close(
                app.storedFacts,
                Json.writeOrNull(app.facts),
                json -> Json.write(Objects.requireNonNull(Json.facts(json))),
                cipher,
                SealedApplications.FACTS.at(app.id));
        app.storedBenefit = SealedJson.close(
                app.storedBenefit,
                Json.writeOrNull(app.benefit),
                json -> Json.write(Objects.requireNonNull(Json.benefit(json))),
                cipher,
                SealedApplications.BENEFIT.at(app.id));
    }

    private Application application(ResultSet row, int index) throws SQLException {
        Application app = new Application(
                row.getObject("id", UUID.class),
                row.getString("scheme_code"),
                row.getObject("scheme_version_id", UUID.class),
                row.getObject("member_id", UUID.class),
                row.getString("employee_number"),
                row.getString("member_name"),
                row.getString("ic"),
                row.getString("region"),
                row.getObject("beneficiary_id", UUID.class),
                row.getString("beneficiary_name"),
                Relation.valueOf(row.getString("relation")),
                instant(row, "started_at"));
        app.number = row.getString("number");
        app.version = row.getLong("version");
        app.position = position(row.getString("state"), row.getString("level"));
        app.highestLevel = level(row.getString("highest_level"));
        app.transitions = row.getInt("transitions");
        app.storedAnswers = SealedJson.open(row.getBytes("answers"), cipher, SealedApplications.ANSWERS.at(app.id));
        app.answers = Json.answers(Objects.requireNonNull(SealedJson.text(app.storedAnswers)));
        app.storedFacts = SealedJson.open(row.getBytes("facts"), cipher, SealedApplications.FACTS.at(app.id));
        app.storedBenefit = SealedJson.open(row.getBytes("benefit"), cipher, SealedApplications.BENEFIT.at(app.id));
        app.sectionVersions = Json.sectionVersions(row.getString("section_versions"));
        app.otherReimbursement = Money.of(row.getBigDecimal("other_reimbursement"));
        app.bankAccountId = row.getObject("bank_account_id", UUID.class);
        app.facts = Json.facts(SealedJson.text(app.storedFacts));
        app.benefit = Json.benefit(SealedJson.text(app.storedBenefit));
        app.claimed = Money.of(row.getBigDecimal("claimed"));
        app.payable = Money.of(row.getBigDecimal("payable"));
        app.sanctioned = money(row, "sanctioned");
        app.cap = money(row, "cap");
        app.changedAt = instant(row, "changed_at");
        app.draftExpiresOn = row.getObject("draft_expires_on", LocalDate.class);
        app.submittedAt = instantOrNull(row, "submitted_at");
        app.sentBackAt = instantOrNull(row, "sent_back_at");
        app.decidedAt = instantOrNull(row, "decided_at");
        app.voucherNumber = row.getString("voucher_number");
        app.bankReference = row.getString("bank_reference");
        app.paidOn = row.getObject("paid_on", LocalDate.class);
        return app;
    }

    static Position position(String state, @Nullable String level) {
        return new Position(ApplicationState.valueOf(state), level(level));
    }

    static @Nullable ReviewLevel level(@Nullable String name) {
        return name == null ? null : ReviewLevel.valueOf(name);
    }

    static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    static @Nullable Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : Money.of(amount);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
