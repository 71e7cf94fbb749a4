package org.ltet.portal.people;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.spi.DataSubject;
import org.ltet.portal.operations.spi.Erasure;
import org.ltet.portal.operations.spi.Held;
import org.ltet.portal.operations.spi.LegalGround;
import org.ltet.portal.operations.spi.PersonalDataHolder;
import org.ltet.portal.operations.spi.PersonalDataSink;
import org.ltet.portal.people.ConsentEntry.Way;
import org.ltet.portal.shared.Audited.Change;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people keeps about a member: the record, its history, bank accounts, PAN and Aadhaar, consents, requests. */
@Component
class MemberData implements PersonalDataHolder {

    private static final int MANY = 5_000;
    private static final int MOST_ACCOUNTS = 50;

    record Account(
            String ifsc, String bank, String branch, String number, String holder, boolean active, Instant since) {}

    record Number(String kind, String number, Instant givenAt) {}

    record Changed(
            Instant at,
            String by,
            String field,
            @Nullable String from,
            @Nullable String to) {}

    private final JdbcClient jdbc;
    private final People people;
    private final IdentityNumbers numbers;
    private final Consents consents;
    private final MemberChanges changes;
    private final MemberCache cache;

    MemberData(
            JdbcClient jdbc,
            People people,
            IdentityNumbers numbers,
            Consents consents,
            MemberChanges changes,
            MemberCache cache) {
        this.jdbc = jdbc;
        this.people = people;
        this.numbers = numbers;
        this.consents = consents;
        this.changes = changes;
        this.cache = cache;
    }

    @Override
    public void export(DataSubject subject, PersonalDataSink sink) throws IOException {
        UUID member = subject.memberId();
        sink.json("member", people.byId(member));
        sink.json("bank-accounts", accounts(member));
        sink.json("identity-numbers", numbers(member));
        sink.json("consents", consents.history(member));
        sink.json("changes", changes(member));
    }

    private List<Account> accounts(UUID member) {
        List<BankAccountView> views = people.bankAccounts(member);
        var payees = people.payees(
                views.stream().limit(MOST_ACCOUNTS).map(BankAccountView::id).toList());
        List<Account> accounts = new ArrayList<>();
        for (BankAccountView view : views) {
            PayeeAccount payee = payees.get(view.id());
            if (payee != null) {
                accounts.add(new Account(
                        view.ifsc(),
                        view.bankName(),
                        view.branchName(),
                        payee.number(),
                        view.holder(),
                        view.active(),
                        view.since()));
            }
        }
        return accounts;
    }

    private List<Number> numbers(UUID member) {
        return numbers.inClear(member).entrySet().stream()
                .map(entry -> new Number(
                        entry.getKey().kind().name(),
                        entry.getValue(),
                        entry.getKey().givenAt()))
                .toList();
    }

    private List<Changed> changes(UUID member) {
        return jdbc.sql("""
                select changed_at, changed_by, field, old_value, new_value from people.member_change
                 where member_id = ? order by id desc limit ?
                """)
                .params(member, MANY)
                .query((row, index) -> new Changed(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }

    /** What the HR system says of somebody still employed stays: it would be back the next night. */
    @Override
    public List<Erasure> erase(DataSubject subject, Held held) {
        UUID member = subject.memberId();
        int contact = jdbc.sql("""
                        update people.member
                           set own_email = null, own_mobile = null, own_line = null, own_city = null, own_state = null,
                               own_pin = null, version = version + 1
                         where id = ? and num_nonnulls(own_email, own_mobile, own_line) > 0
                        """).param(member).update();
        int former = jdbc.sql("""
                        update people.member
                           set hrms_email = '', hrms_mobile = '', hrms_line = '', hrms_city = '', hrms_state = '',
                               hrms_pin = '', version = version + 1
                         where id = ? and status = 'LEFT'
                        """).param(member).update();
        int values = jdbc.sql("""
                        update people.member_change set old_value = null, new_value = null
                         where member_id = ? and num_nonnulls(old_value, new_value) > 0
                        """).param(member).update();
        int given = 0;
        for (IdentityNumbers.Shown shown : numbers.of(member)) {
            numbers.remove(member, shown.kind(), Way.STAFF, subject.employeeNumber());
            given++;
        }
        changes.note(member, "ERASURE", List.of(new Change("contact", null, null)));
        cache.forgetAfterCommit(List.of(member));
        List<Erasure> told = new ArrayList<>();
        told.add(Erasure.erased("people.contact", Math.max(contact, former)));
        told.add(Erasure.erased("people.numbers", given));
        told.add(Erasure.erased("people.changes", values));
        if (former == 0) {
            told.add(Erasure.kept("people.record", 1, LegalGround.EMPLOYMENT));
        } else {
            told.add(Erasure.kept("people.record", 1, LegalGround.BOOKS_OF_ACCOUNT));
        }
        told.add(Erasure.kept("people.bankAccounts", people.bankAccounts(member).size(), LegalGround.BOOKS_OF_ACCOUNT));
        return told;
    }
}
