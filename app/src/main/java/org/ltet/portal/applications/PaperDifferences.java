package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.PaperDifference.What;
import org.ltet.portal.documents.DocumentKind;
import org.ltet.portal.documents.ReadField;
import org.ltet.portal.documents.ReadField.Name;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeDefinition.FieldType;
import org.ltet.portal.shared.FinancialYear;

/**
 * Compares certificates, mark sheets and bank proofs with what the application says (DOC-3). What was read with doubt
 * counts for nothing, unless the member confirmed it.
 */
final class PaperDifferences {

    private static final BigDecimal ROUNDING = new BigDecimal("0.5");
    private static final int SHOWN_OF_ACCOUNT = 4;

    private final ApplicationView application;
    private final SchemeDefinition definition;
    private final @Nullable BankAccountView account;

    /** @param account into which is to be paid */
    PaperDifferences(ApplicationView application, SchemeDefinition definition, @Nullable BankAccountView account) {
        this.application = application;
        this.definition = definition;
        this.account = account;
    }

    List<PaperDifference> of(Reading reading, Map<Name, String> confirmed) {
        List<PaperDifference> found = new ArrayList<>();
        Paper paper = new Paper(reading, confirmed);
        person(paper).ifPresent(found::add);
        switch (reading.kind()) {
            case MARK_SHEET -> {
                percentage(paper).ifPresent(found::add);
                year(paper).ifPresent(found::add);
                attempt(paper).ifPresent(found::add);
            }
            case INCOME_CERTIFICATE -> {
                income(paper).ifPresent(found::add);
                certificate(paper, found);
            }
            case DISABILITY_CERTIFICATE -> {
                percentage(paper).ifPresent(found::add);
                certificate(paper, found);
            }
            case BANK_PROOF -> bank(paper, found);
            case BILL, OTHER -> {
                return List.of();
            }
        }
        corrected(paper, found);
        return found;
    }

    /** A reading with what the member made of it. */
    private record Paper(Reading reading, Map<Name, String> confirmed) {

        Optional<String> value(Name name) {
            return Optional.ofNullable(confirmed.get(name))
                    .or(() -> reading.field(name)
                            .filter(field -> field.surety() != ReadField.Surety.DOUBTFUL)
                            .map(ReadField::value));
        }

        Optional<BigDecimal> number(Name name) {
            return value(name).flatMap(PaperDifferences::number);
        }

        Optional<LocalDate> date(Name name) {
            return value(name).flatMap(PaperDifferences::date);
        }

        PaperDifference differs(Name name, String read, String said) {
            return new PaperDifference(reading.documentId(), name, What.NOT_AS_SAID, read, said);
        }
    }

    /** An income certificate may be the member's, a bank proof is the holder's; all else is the beneficiary's. */
    private Optional<PaperDifference> person(Paper paper) {
        DocumentKind kind = paper.reading.kind();
        Stream<String> may = switch (kind) {
            case INCOME_CERTIFICATE -> Stream.of(application.beneficiaryName(), application.memberName());
            case BANK_PROOF ->
                Stream.concat(
                        Stream.of(application.memberName()),
                        Stream.ofNullable(account).map(BankAccountView::holder));
            default -> Stream.of(application.beneficiaryName());
        };
        List<String> names = may.toList();
        return paper.value(Name.PERSON)
                .filter(person -> names.stream().noneMatch(name -> BillDifferences.shareAName(person, name)))
                .map(person -> paper.differs(Name.PERSON, person, names.getFirst()));
    }

    /** Of several marks that the form asks for, the paper is one's; the one nearest to it is told. */
    private Optional<PaperDifference> percentage(Paper paper) {
        return paper.number(Name.PERCENTAGE)
                .flatMap(read -> answers(FieldType.PERCENT, "")
                        .flatMap(answer -> number(answer).stream())
                        .min(Comparator.comparing(said -> said.subtract(read).abs()))
                        .filter(said -> said.subtract(read).abs().compareTo(ROUNDING) > 0)
                        .map(said -> paper.differs(Name.PERCENTAGE, plain(read), plain(said))));
    }

    private Optional<PaperDifference> income(Paper paper) {
        return paper.number(Name.INCOME)
                .flatMap(read -> answers(FieldType.MONEY, "income")
                        .flatMap(answer -> number(answer).stream())
                        .findFirst()
                        .filter(said -> said.subtract(read).abs().compareTo(BigDecimal.ONE) > 0)
                        .map(said -> paper.differs(Name.INCOME, read.toPlainString(), said.toPlainString())));
    }

    /** Results come out in the year of the examination or in the next. */
    private Optional<PaperDifference> year(Paper paper) {
        return paper.number(Name.YEAR)
                .flatMap(read -> answers(FieldType.DATE, "result")
                        .flatMap(answer -> date(answer).stream())
                        .map(LocalDate::getYear)
                        .findFirst()
                        .filter(said -> said < read.intValue() || said > read.intValue() + 1)
                        .map(said -> paper.differs(Name.YEAR, plain(read), String.valueOf(said))));
    }

    private Optional<PaperDifference> attempt(Paper paper) {
        return paper.number(Name.ATTEMPT)
                .filter(read -> read.compareTo(BigDecimal.ONE) > 0)
                .filter(_ -> answers(FieldType.YESNO, "attempt").anyMatch("true"::equals))
                .map(read -> paper.differs(Name.ATTEMPT, plain(read), "1"));
    }

    /** One without a last day of its own about income holds to the end of the financial year (DOC-4). */
    private void certificate(Paper paper, List<PaperDifference> found) {
        Optional<LocalDate> issued = paper.date(Name.BILL_DATE);
        Optional<LocalDate> until = paper.date(Name.VALID_UNTIL)
                .or(() -> paper.reading.kind() == DocumentKind.INCOME_CERTIFICATE
                        ? issued.map(day -> FinancialYear.of(day).lastDay())
                        : Optional.empty());
        until.filter(day -> day.isBefore(application.judgedOn()))
                .ifPresent(day -> found.add(new PaperDifference(
                        paper.reading.documentId(), Name.VALID_UNTIL, What.EXPIRED, day.toString(), "")));
        paper.value(Name.CERTIFICATE_NUMBER)
                .flatMap(read -> answers(FieldType.TEXT, "certificatenumber")
                        .findFirst()
                        .filter(said -> !letters(said).equals(letters(read)))
                        .map(said -> paper.differs(Name.CERTIFICATE_NUMBER, read, said)))
                .ifPresent(found::add);
        issued.flatMap(read -> answers(FieldType.DATE, "certificatedate")
                        .flatMap(answer -> date(answer).stream())
                        .findFirst()
                        .filter(said -> !said.equals(read))
                        .map(said -> paper.differs(Name.BILL_DATE, read.toString(), said.toString())))
                .ifPresent(found::add);
    }

    /** Of account numbers only the end is known here, and told. */
    private void bank(Paper paper, List<PaperDifference> found) {
        BankAccountView paid = account;
        if (paid == null) {
            return;
        }
        paper.value(Name.IFSC)
                .filter(read -> !read.equalsIgnoreCase(paid.ifsc()))
                .ifPresent(read -> found.add(paper.differs(Name.IFSC, read, paid.ifsc())));
        paper.value(Name.ACCOUNT)
                .map(PaperDifferences::ending)
                .filter(read -> !read.equals(ending(paid.maskedNumber())))
                .ifPresent(read ->
                        found.add(paper.differs(Name.ACCOUNT, "••••" + read, "••••" + ending(paid.maskedNumber()))));
    }

    private static void corrected(Paper paper, List<PaperDifference> found) {
        for (ReadField field : paper.reading.fields()) {
            String said = paper.confirmed.get(field.name());
            if (said != null && !letters(said).equals(letters(field.value()))) {
                boolean account = field.name() == Name.ACCOUNT;
                found.add(new PaperDifference(
                        paper.reading.documentId(),
                        field.name(),
                        What.CORRECTED,
                        account ? "••••" + ending(field.value()) : field.value(),
                        account ? "••••" + ending(said) : said));
            }
        }
    }

    /** Answers to the form's questions of a type whose code has this in it. */
    private Stream<String> answers(FieldType type, String code) {
        return definition.form().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.type() == type
                        && field.code().toLowerCase(Locale.ROOT).contains(code))
                .map(field -> application.answers().getOrDefault(field.code(), ""))
                .filter(answer -> !answer.isBlank());
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String letters(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }

    private static String ending(String account) {
        String digits = account.replaceAll("\\D", "");
        return digits.substring(Math.max(0, digits.length() - SHOWN_OF_ACCOUNT));
    }
}
