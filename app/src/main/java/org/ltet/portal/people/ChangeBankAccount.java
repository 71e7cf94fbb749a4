package org.ltet.portal.people;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.operations.FieldCipher;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Audited.Change;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The account to which a member wants money sent (PRO-2); earlier ones stay on record, closed. */
@Component
public class ChangeBankAccount {

    private final People people;
    private final MemberChanges changes;
    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Ifsc ifsc;
    private final SharedNumbers shared;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangeBankAccount(
            People people,
            MemberChanges changes,
            JdbcClient jdbc,
            FieldCipher cipher,
            Ifsc ifsc,
            SharedNumbers shared,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.changes = changes;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.ifsc = ifsc;
        this.shared = shared;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param expectedVersion of the member as the person saw it
     * @param by employee number of the person who acts
     * @return id of the account that is active now; the same as before where nothing is new
     * @throws Refused where the entry cannot be stored, or the member was changed meanwhile
     */
    @Transactional
    public UUID change(UUID memberId, BankAccountEntry entry, long expectedVersion, String by) {
        for (Refused problem : entry.problems(ifsc)) {
            throw problem;
        }
        BankAccountEntry tidy = entry.tidy();
        Branch branch = ifsc.branch(tidy.ifsc()).orElseThrow();
        changes.takeVersion(memberId, expectedVersion);
        Optional<BankAccountView> active = people.bankAccounts(memberId).stream()
                .filter(BankAccountView::active)
                .findFirst();
        if (active.isPresent() && same(active.get(), branch, tidy)) {
            return active.get().id();
        }
        UUID id = Ids.next();
        store(id, memberId, branch, tidy, by);
        shared.compare(SharedNumbers.Kind.BANK_ACCOUNT, List.of(id));
        String before = active.map(account -> words(account.ifsc(), account.maskedNumber()))
                .orElse(null);
        String after = words(branch.ifsc(), tidy.number());
        changes.note(memberId, by, List.of(new Change("bankAccount", before, after)));
        events.publishEvent(audited(memberId, before, after, id));
        events.publishEvent(new ProfileChanged(
                id, people.byId(memberId).employeeNumber(), ProfileChanged.What.BANK_ACCOUNT, clock.instant()));
        return id;
    }

    private boolean same(BankAccountView active, Branch branch, BankAccountEntry entry) {
        return active.ifsc().equals(branch.ifsc())
                && active.holder().equals(entry.holder())
                && people.payee(active.id()).number().equals(entry.number());
    }

    private void store(UUID id, UUID memberId, Branch branch, BankAccountEntry entry, String by) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("update people.bank_account set active = false, closed_at = :now where member_id = :member and active")
                .param("now", now)
                .param("member", memberId)
                .update();
        jdbc.sql("""
                insert into people.bank_account
                       (id, member_id, source, ifsc, number_cipher, number_index, last_four, holder, active,
                        hrms_current, added_by, added_at)
                values (:id, :member, 'MEMBER', :ifsc, :cipher, :index::bytea[], :lastFour, :holder, true, false, :by, :now)
                """)
                .param("id", id)
                .param("member", memberId)
                .param("ifsc", branch.ifsc())
                .param("cipher", cipher.encrypt(entry.number(), SealedPeople.ACCOUNT_NUMBER.at(id)))
                .param("index", cipher.blindIndexes(entry.number()))
                .param("lastFour", lastFour(entry.number()))
                .param("holder", entry.holder())
                .param("by", by)
                .param("now", now)
                .update();
    }

    /** Says whether other members gave the same number, so that accounts staff look at it (PRO-2). */
    private Audited audited(UUID memberId, @Nullable String before, String after, UUID accountId) {
        List<String> others = people.sharedAccounts(List.of(accountId)).getOrDefault(accountId, List.of());
        return Audited.of("people.bankAccountChanged", "member", memberId)
                .changed("bankAccount", before, after)
                .changed("sharedWith", null, others.isEmpty() ? null : String.join(", ", others));
    }

    private static String words(String ifsc, String number) {
        return ifsc + " ••••" + lastFour(number);
    }

    private static String lastFour(String number) {
        return number.substring(number.length() - 4);
    }
}
