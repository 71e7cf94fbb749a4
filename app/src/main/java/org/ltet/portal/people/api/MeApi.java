package org.ltet.portal.people.api;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.FreshFactor;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.people.BankAccountEntry;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.people.ChangeBankAccount;
import org.ltet.portal.people.ContactEntry;
import org.ltet.portal.people.CorrectContact;
import org.ltet.portal.people.Dependent;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.web.Etags;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The signed-in member's own record. */
@RestController
@RequestMapping("/api/v1/me")
@AllowSignedIn
class MeApi {

    private final CurrentUser currentUser;
    private final People people;
    private final CorrectContact correctContact;
    private final ChangeBankAccount changeBankAccount;

    MeApi(CurrentUser currentUser, People people, CorrectContact correctContact, ChangeBankAccount changeBankAccount) {
        this.currentUser = currentUser;
        this.people = people;
        this.correctContact = correctContact;
        this.changeBankAccount = changeBankAccount;
    }

    /** @param status SERVING, RETIRED, DECEASED, or LEFT */
    record Me(
            UUID id,
            String employeeNumber,
            String name,
            String status,
            String ic,
            String icName,
            String region,
            String location,
            String department,
            String grade,
            LocalDate birthDate,
            LocalDate joiningDate,
            @Nullable LocalDate retirementDate,
            @Nullable LocalDate deathDate,
            Contact contact,
            List<MyDependent> dependents,
            @Nullable MyBankAccount bankAccount) {}

    record MyDependent(
            UUID id,
            String relation,
            String name,
            LocalDate birthDate,
            boolean disabled,
            @Nullable BigDecimal disabilityPercent) {}

    record MyBankAccount(
            UUID id, String ifsc, String bankName, String branchName, String maskedNumber, String holder) {}

    record Contact(
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String line,
            @Nullable String city,
            @Nullable String state,
            @Nullable String pin) {}

    record NewBankAccount(
            @Nullable String ifsc,
            @Nullable String number,
            @Nullable String numberAgain,
            @Nullable String holder) {}

    @InScope(ApiScope.PROFILE_READ)
    @Operation(summary = "The signed-in member with dependents, bank accounts and contact")
    @GetMapping
    ResponseEntity<Me> me() {
        return answer(own());
    }

    @FreshFactor
    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Changes how the signed-in member is reached")
    @PutMapping("/contact")
    ResponseEntity<Me> contact(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Contact contact) {
        long version = Etags.required(ifMatch);
        Member member = own();
        ContactEntry entry = ContactEntry.of(
                contact.email(), contact.mobile(), contact.line(), contact.city(), contact.state(), contact.pin());
        correctContact.correct(member.id(), entry, version, member.employeeNumber());
        return answer(people.byId(member.id()));
    }

    @FreshFactor
    @InScope(ApiScope.PROFILE_WRITE)
    @Operation(summary = "Gives the signed-in member's new bank account")
    @PutMapping("/bank-account")
    ResponseEntity<Me> bankAccount(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody NewBankAccount account) {
        long version = Etags.required(ifMatch);
        Member member = own();
        BankAccountEntry entry =
                BankAccountEntry.of(account.ifsc(), account.number(), account.numberAgain(), account.holder());
        changeBankAccount.change(member.id(), entry, version, member.employeeNumber());
        return answer(people.byId(member.id()));
    }

    private Member own() {
        return people.byEmployeeNumber(currentUser.get().employeeNumber())
                .orElseThrow(() -> Refused.notFound("member"));
    }

    private ResponseEntity<Me> answer(Member member) {
        MyBankAccount account = people.bankAccounts(member.id()).stream()
                .filter(BankAccountView::active)
                .map(MeApi::shown)
                .findFirst()
                .orElse(null);
        return ResponseEntity.ok().eTag(Etags.of(member.version())).body(shown(member, account));
    }

    private static Me shown(Member member, @Nullable MyBankAccount account) {
        return new Me(
                member.id(),
                member.employeeNumber(),
                member.name(),
                member.left() ? "LEFT" : member.status().name(),
                member.ic(),
                member.icName(),
                member.region(),
                member.location(),
                member.department(),
                member.grade(),
                member.birthDate(),
                member.joiningDate(),
                member.retirementDate(),
                member.deathDate(),
                new Contact(
                        member.email(),
                        member.mobile(),
                        member.address().line(),
                        member.address().city(),
                        member.address().state(),
                        member.address().pin()),
                member.dependents().stream()
                        .filter(Dependent::active)
                        .map(MeApi::shown)
                        .toList(),
                account);
    }

    private static MyDependent shown(Dependent dependent) {
        return new MyDependent(
                dependent.id(),
                dependent.relation().name(),
                dependent.name(),
                dependent.birthDate(),
                dependent.disabled(),
                dependent.disabilityPercent());
    }

    private static MyBankAccount shown(BankAccountView account) {
        return new MyBankAccount(
                account.id(),
                account.ifsc(),
                account.bankName(),
                account.branchName(),
                account.maskedNumber(),
                account.holder());
    }
}
