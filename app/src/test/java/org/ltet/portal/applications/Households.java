package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.SampleFiles;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.operations.SealedColumn;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Members, staff and applications for tests; each call makes people of its own. */
public class Households {

    public record Household(UUID memberId, User user, UUID spouseId, UUID childId, UUID bankAccountId) {}

    private static final byte[] DOCUMENT = SampleFiles.pdf("A document");

    private static final AtomicInteger NUMBERS =
            new AtomicInteger(67_000_000 + ThreadLocalRandom.current().nextInt(1_000_000));

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final StartDraft startDraft;
    private final Drafting drafting;
    private final SubmitApplication submitApplication;
    private final Decisions decisions;
    private final Documents documents;
    private final DecisionRows decisionRows;

    Households(
            JdbcClient jdbc,
            FieldCipher cipher,
            StartDraft startDraft,
            Drafting drafting,
            SubmitApplication submitApplication,
            Decisions decisions,
            Documents documents,
            DecisionRows decisionRows) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.startDraft = startDraft;
        this.drafting = drafting;
        this.submitApplication = submitApplication;
        this.decisions = decisions;
        this.documents = documents;
        this.decisionRows = decisionRows;
    }

    /** Joined in 2010, has a spouse, a child of 15 and a bank account. */
    public Household serving() {
        return household("SERVING", null);
    }

    public Household retired() {
        return household("RETIRED", LocalDate.of(2020, 3, 31));
    }

    private Household household(String status, @Nullable LocalDate retired) {
        String number = Integer.toString(NUMBERS.incrementAndGet());
        UUID member = Ids.next();
        jdbc.sql("""
                insert into people.member (id, employee_number, name, status, ic, ic_name, region, location, department,
                    grade, salary_band, birth_date, joining_date, retirement_date, hrms_email, hrms_mobile, hrms_line,
                    hrms_city, hrms_state, hrms_pin, fingerprint)
                values (:id, :number, :name, :status, 'HEAV', 'Heavy Engineering', 'WEST', 'Mumbai', 'Assembly', 'W',
                    'B2', :born, :joined, :retired, :email, '9820000000', '12 Station Road', 'Mumbai', 'Maharashtra',
                    '400001', :fingerprint)
                """)
                .param("id", member)
                .param("number", number)
                .param("name", "Member " + number)
                .param("status", status)
                .param("born", LocalDate.of(1962, 5, 4).plusDays(Integer.parseInt(number) % 3000))
                .param("joined", LocalDate.of(2010, 6, 1))
                .param("retired", retired)
                .param("email", number + "@example.in")
                .param("fingerprint", bytes32(number))
                .update();
        UUID bank = Ids.next();
        jdbc.sql("""
                insert into people.bank_account (id, member_id, source, ifsc, number_cipher, number_index, last_four,
                    holder, active, hrms_current, added_by, added_at)
                values (:id, :member, 'HRMS', 'SBIN0000300', :cipher, :index::bytea[], :lastFour, :holder, true, true, 'test', now())
                """)
                .param("id", bank)
                .param("member", member)
                .param(
                        "cipher",
                        cipher.encrypt(
                                "1234567" + number,
                                SealedColumn.of("people.bank_account", "number_cipher")
                                        .at(bank)))
                .param("index", cipher.blindIndexes("1234567" + number))
                .param("lastFour", number.substring(4))
                .param("holder", "Member " + number)
                .update();
        UUID spouse = dependent(member, number, "SPOUSE", "Spouse " + number, LocalDate.of(1966, 8, 9));
        UUID child = dependent(member, number, "CHILD", "Child " + number, LocalDate.of(2011, 2, 3));
        return new Household(member, user(number, Role.MEMBER), spouse, child, bank);
    }

    private UUID dependent(UUID member, String number, String relation, String name, LocalDate born) {
        UUID id = Ids.next();
        jdbc.sql("""
                insert into people.dependent (id, member_id, hrms_key, relation, name, birth_date, disabled)
                values (:id, :member, :key, :relation, :name, :born, false)
                """)
                .param("id", id)
                .param("member", member)
                .param("key", number + relation)
                .param("relation", relation)
                .param("name", name)
                .param("born", born)
                .update();
        return id;
    }

    /** A person with these roles everywhere, and a member besides. */
    public User staff(Role... roles) {
        return user(
                Integer.toString(NUMBERS.incrementAndGet()),
                Stream.concat(Stream.of(Role.MEMBER), Stream.of(roles)).toArray(Role[]::new));
    }

    public static User user(String number, Role... roles) {
        Map<Role, Scope> everywhere =
                Stream.of(roles).collect(Collectors.toMap(role -> role, role -> Scope.EVERYWHERE));
        return new User(Ids.next(), number, "Person " + number, everywhere);
    }

    public static User scoped(User user, Role role, Scope scope) {
        return new User(user.accountId(), user.employeeNumber(), user.displayName(), Map.of(role, scope));
    }

    /** A complete S13 draft for the member with one surgeon's bill: 60 % of it is payable. */
    public ApplicationView surgeryDraft(Household household, Money bill) {
        ApplicationView draft = startDraft.start("S13", household.memberId(), household.user());
        return complete(draft, household, bill);
    }

    public ApplicationView complete(ApplicationView draft, Household household, Money bill) {
        UUID id = draft.id();
        User user = household.user();
        long version = drafting.saveAnswers(
                        id,
                        draft.version(),
                        Map.of(
                                "hospital", "City Hospital",
                                "surgery", "Gall bladder",
                                "listedDisease", "false",
                                "admissionDate", "2026-11-01",
                                "dischargeDate", "2026-11-05"),
                        user)
                .version();
        version = drafting.addLine(id, version, line("SURGEON", bill), user).version();
        attachRequired(id);
        return drafting.saveAnswers(id, version, Map.of(), user);
    }

    /** Under S05, which pays 75 % of the surgeon's bill up to 3,00,000 a year. */
    public ApplicationView seriousIllnessSubmitted(Household household, Money bill) {
        ApplicationView draft = startDraft.start("S05", household.memberId(), household.user());
        UUID id = draft.id();
        User user = household.user();
        long version = drafting.saveAnswers(
                        id,
                        draft.version(),
                        Map.of("disease", "CANCER", "hospital", "City Hospital", "treatmentDate", "2026-11-05"),
                        user)
                .version();
        version = drafting.addLine(id, version, line("SURGEON", bill), user).version();
        attach(id, "HOSPITAL_BILL", "DISCHARGE_SUMMARY", "DIAGNOSIS");
        return submitApplication.submit(id, version, user);
    }

    /** The two documents that hospital schemes ask for, without the checks that uploads pass. */
    public void attachRequired(UUID id) {
        attach(id, "HOSPITAL_BILL", "DISCHARGE_SUMMARY");
    }

    private void attach(UUID id, String... types) {
        for (String type : types) {
            documents.write(
                    new DocumentOwner(Applications.DOCUMENT_OWNER, id), type, type + ".pdf", "application/pdf", out -> {
                        out.write(DOCUMENT);
                        out.write(("% " + type + " of " + id + "\n").getBytes(StandardCharsets.US_ASCII));
                    });
        }
    }

    public static LineInput line(String head, Money amount) {
        return new LineInput(
                head,
                "B" + NUMBERS.incrementAndGet(),
                LocalDate.of(2026, 11, 5),
                "City Hospital",
                amount,
                head.equals("ROOM_RENT") ? BigDecimal.valueOf(5) : null,
                null);
    }

    public ApplicationView submitted(Household household, Money bill) {
        ApplicationView draft = surgeryDraft(household, bill);
        return submitApplication.submit(draft.id(), draft.version(), household.user());
    }

    public ApplicationView submittedWithTheSameBillTwice(Household household, Money bill) {
        ApplicationView draft = surgeryDraft(household, bill);
        draft = drafting.addLine(
                draft.id(), draft.version(), LineInput.of(draft.lines().getFirst()), household.user());
        return submitApplication.submit(draft.id(), draft.version(), household.user());
    }

    /** Submitted, taken and forwarded so that this level has it. */
    public ApplicationView at(ReviewLevel level, Household household, Money bill, User scrutiny) {
        ApplicationView app = submitted(household, bill);
        app = decisions.take(app.id(), scrutiny);
        return level == ReviewLevel.SCRUTINY ? app : decisions.forward(app.id(), level, null, app.version(), scrutiny);
    }

    private static byte[] bytes32(String text) {
        byte[] bytes = new byte[32];
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(source, 0, bytes, 0, Math.min(source.length, 32));
        return bytes;
    }

    /** The record of a sanction, for tests of money that have no application behind it; inside a transaction. */
    public void sanctionedOnRecord(UUID applicationId, Money amount, PayeeAccount payee) {
        byte[] mark = decisionRows.payee(payee.ifsc(), payee.number());
        byte[] hash = DecisionRows.hash(applicationId.toString());
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql("""
                insert into applications.decision (id, application_id, seq, move, at, amount, payee, content, hash,
                    key_id, signature, mark)
                values (:id, :application, 4, 'SANCTION', now(), :amount, :payee, ''::bytea, :hash, :id, ''::bytea, :mark)
                """)
                .param("id", Ids.next())
                .param("application", applicationId)
                .param("amount", amount.amount())
                .param("payee", mark)
                .param("hash", hash)
                .param("mark", decisionRows.mark(applicationId, 4, "SANCTION", amount, mark, hash))
                .update();
        jdbc.sql("set local session_replication_role = default").update();
    }
}
