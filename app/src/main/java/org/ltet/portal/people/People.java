package org.ltet.portal.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;

/**
 * Reads members. Who may see what is for the caller to judge: the numbers of bank accounts are the only thing that
 * leaves here masked.
 */
@Component
public class People {

    private final MemberRows members;
    private final BankAccountRows accounts;
    private final Households households;
    private final MemberCache cache;

    People(MemberRows members, BankAccountRows accounts, Households households, MemberCache cache) {
        this.members = members;
        this.accounts = accounts;
        this.households = households;
        this.cache = cache;
    }

    public Optional<Member> byEmployeeNumber(String employeeNumber) {
        return members.byEmployeeNumber(employeeNumber);
    }

    /** @throws Refused where there is no such member */
    public Member byId(UUID memberId) {
        return members.byId(memberId).orElseThrow(() -> Refused.notFound("member"));
    }

    /** Those that exist, in one round trip. */
    public Map<UUID, Member> byIds(Collection<UUID> memberIds) {
        return members.byIds(memberIds);
    }

    /** The member and those the member may apply for today. */
    public Applicants applicants(UUID memberId) {
        return Facts.applicants(recent(memberId));
    }

    /** The same for a person by employee number, empty where they are no member: cheap, as pages ask for it often. */
    public Optional<Applicants> applicants(String employeeNumber) {
        return cache.id(employeeNumber, number -> byEmployeeNumber(number).map(Member::id))
                .map(this::applicants);
    }

    /** The member and everybody ever recorded for them: to judge again what was applied for before. */
    public Applicants everyone(UUID memberId) {
        return Facts.everyone(recent(memberId));
    }

    /** The active account first, then earlier ones, the latest first; masked. */
    public List<BankAccountView> bankAccounts(UUID memberId) {
        return accounts.of(memberId);
    }

    /** Masked, in one round trip; accounts that do not exist are left out. */
    public Map<UUID, BankAccountView> bankAccountsByIds(Collection<UUID> bankAccountIds) {
        return accounts.byIds(bankAccountIds);
    }

    /**
     * The account with its number in clear, for the making of payments only.
     *
     * @throws Refused where there is no such account
     */
    public PayeeAccount payee(UUID bankAccountId) {
        return Optional.ofNullable(payees(List.of(bankAccountId)).get(bankAccountId))
                .orElseThrow(() -> Refused.notFound("bankAccount"));
    }

    /** Several accounts with their numbers in clear, in one round trip, for a bank file. */
    public Map<UUID, PayeeAccount> payees(Collection<UUID> bankAccountIds) {
        return accounts.payees(bankAccountIds);
    }

    /**
     * For accounts staff (PRO-2): of these accounts, those whose number other members gave too, with the employee
     * numbers of these members.
     */
    public Map<UUID, List<String>> sharedAccounts(Collection<UUID> bankAccountIds) {
        return accounts.shared(bankAccountIds);
    }

    /**
     * Whether the employee is the member, a relative recorded for them, or of a household that shares a dependent or a
     * bank account: then they must not decide on the member's applications.
     */
    public boolean related(UUID memberId, String employeeNumber) {
        return households.related(memberId, employeeNumber);
    }

    /** Every member to whom the employee is {@link #related}, the employee included: to leave them out of a list. */
    public Set<UUID> relatives(String employeeNumber) {
        return households.relatives(employeeNumber);
    }

    /** The employee numbers of all others who are {@link #related} to the member. */
    public Set<String> relatedEmployees(UUID memberId) {
        return households.relatedEmployees(memberId);
    }

    private Member recent(UUID memberId) {
        return cache.get(memberId, this::byId);
    }
}
