package org.ltet.portal.people;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.people.CheckedPerson.CheckedAccount;
import org.ltet.portal.people.spi.HrmsPerson.Contact;
import org.ltet.portal.people.spi.HrmsPerson.Posting;
import org.ltet.portal.people.spi.HrmsPerson.Relative;
import org.ltet.portal.shared.Ids;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds out which records say something new, and copies only those to where one statement each takes them over. */
@Component
class HrmsStage {

    /** What is known of a member, as far as needed to see a difference. */
    private record Known(
            UUID id,
            byte[] fingerprint,
            @Nullable String ifsc,
            byte[][] indexes,
            @Nullable String holder) {

        boolean hasSame(CheckedAccount account) {
            return account.ifsc().equals(ifsc)
                    && Stream.of(indexes)
                            .anyMatch(known ->
                                    Stream.of(account.indexes()).anyMatch(theirs -> Arrays.equals(known, theirs)))
                    && account.holder().equals(holder);
        }
    }

    /** How many were staged. */
    record Staged(int fresh, int changed) {

        boolean nothing() {
            return fresh + changed == 0;
        }
    }

    private final JdbcClient jdbc;
    private final JdbcOperations copies;
    private final FieldCipher cipher;

    HrmsStage(JdbcClient jdbc, JdbcTemplate copies, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.copies = copies;
        this.cipher = cipher;
    }

    Staged fill(Collection<CheckedPerson> people) {
        Map<String, Known> known = known(people);
        CopyRows members = new CopyRows();
        CopyRows dependents = new CopyRows();
        CopyRows accounts = new CopyRows();
        int fresh = 0;
        int changed = 0;
        for (CheckedPerson person : people) {
            Known before = known.get(person.employeeNumber());
            if (before != null && Arrays.equals(before.fingerprint(), person.fingerprint())) {
                continue;
            }
            boolean isNew = before == null;
            UUID id = before == null ? Ids.next() : before.id();
            addMember(members, id, isNew, person);
            person.relatives().forEach(relative -> addDependent(dependents, id, isNew, relative));
            CheckedAccount account = person.account();
            if (account != null && (before == null || !before.hasSame(account))) {
                addAccount(accounts, id, isNew, account);
            }
            if (isNew) {
                fresh++;
            } else {
                changed++;
            }
        }
        if (fresh + changed > 0) {
            jdbc.sql("truncate people.hrms_stage_member, people.hrms_stage_dependent, people.hrms_stage_account")
                    .update();
            members.into("people.hrms_stage_member", copies);
            dependents.into("people.hrms_stage_dependent", copies);
            accounts.into("people.hrms_stage_account", copies);
        }
        return new Staged(fresh, changed);
    }

    private Map<String, Known> known(Collection<CheckedPerson> people) {
        Map<String, Known> known = new HashMap<>();
        jdbc.sql("""
                select m.employee_number, m.id, m.fingerprint, b.ifsc, b.number_index, b.holder
                  from people.member m
                  left join people.bank_account b on b.member_id = m.id and b.hrms_current
                 where m.employee_number = any(:numbers)
                """)
                .param(
                        "numbers",
                        people.stream().map(CheckedPerson::employeeNumber).toArray(String[]::new))
                .query(row -> {
                    known.put(
                            row.getString("employee_number"),
                            new Known(
                                    row.getObject("id", UUID.class),
                                    row.getBytes("fingerprint"),
                                    row.getString("ifsc"),
                                    indexes(row.getArray("number_index")),
                                    row.getString("holder")));
                });
        return known;
    }

    private static byte[][] indexes(@Nullable Array stored) throws SQLException {
        return stored == null ? new byte[0][] : (byte[][]) stored.getArray();
    }

    private static void addMember(CopyRows rows, UUID id, boolean fresh, CheckedPerson checked) {
        Posting posting = checked.person().posting();
        Contact contact = checked.person().contact();
        rows.row(
                id,
                fresh,
                checked.employeeNumber(),
                checked.person().name(),
                checked.status(),
                posting.ic(),
                posting.icName(),
                posting.region(),
                posting.location(),
                posting.department(),
                posting.grade(),
                posting.salaryBand(),
                checked.person().birthDate(),
                checked.person().startDate(),
                checked.retirementDate(),
                checked.deathDate(),
                checked.leftDate(),
                contact.email(),
                contact.mobile(),
                contact.line(),
                contact.city(),
                contact.state(),
                contact.pin(),
                checked.fingerprint());
    }

    private static void addDependent(CopyRows rows, UUID memberId, boolean fresh, Relative relative) {
        BigDecimal percent = relative.disabilityPercent();
        rows.row(
                memberId,
                fresh,
                relative.key(),
                relative.kinship(),
                relative.name(),
                relative.birthDate(),
                relative.disabled(),
                percent == null ? null : percent.toPlainString());
    }

    private void addAccount(CopyRows rows, UUID memberId, boolean fresh, CheckedAccount account) {
        UUID id = Ids.next();
        String number = account.number();
        rows.row(
                id,
                memberId,
                fresh,
                account.ifsc(),
                cipher.encrypt(number, SealedPeople.ACCOUNT_NUMBER.at(id)),
                account.indexes(),
                number.substring(number.length() - 4),
                account.holder());
    }

    /** Who was staged, new ones apart: they changed. */
    List<UUID> changedMembers() {
        return jdbc.sql("select member_id from people.hrms_stage_member where not fresh")
                .query(UUID.class)
                .list();
    }
}
