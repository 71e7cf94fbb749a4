package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ltet.portal.applications.Households;
import org.ltet.portal.payments.posting.PostToBooks;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import({PaymentsFixture.class, BankWord.class, Households.class})
@DisplayName(
        "The database itself keeps postings to one for each entry, posted with a document, reversed when posted (PAY-4)")
class PostingDatabaseTest implements SapSimulator {

    @Autowired
    PaymentsFixture fixture;

    @Autowired
    BankWord bank;

    @Autowired
    PostToBooks postToBooks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void aDay() {
        BankSimulator.worksAgain();
        BankSimulator.follows("silent");
        SapSimulator.onADayOfItsOwn(clock);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "posted_with_document; update payments.posting set told = '{}', company_code = 'C', state = 'POSTED' where id = :id",
                "posted_with_document; update payments.posting set told = '{}', company_code = 'C', state = 'POSTED',"
                        + " fiscal_year = 2026,"
                        + " posted_at = now() where id = :id",
                "posting_told_first; update payments.posting set state = 'POSTED', document_number = 'D-1',"
                        + " company_code = 'C', fiscal_year = 2026, posted_at = now() where id = :id",
                "posted_in_company; update payments.posting set told = '{}', state = 'POSTED', document_number = 'D-1',"
                        + " fiscal_year = 2026, posted_at = now() where id = :id",
                "posting_kept; update payments.posting set reference = 'LTANOTHER' where id = :id",
                "posting_date_confirmed; update payments.posting set post_on = day + 1 where id = :id",
                "posting_date_by_two_people; insert into payments.posting_date (posting_id, day, reason, state,"
                        + " proposed_by, proposed_at, decided_by, decided_at) values (:id, current_date, 'Closed',"
                        + " 'CONFIRMED', '1', now(), '1', now())",
                "posting_date_decided; insert into payments.posting_date (posting_id, day, reason, state, proposed_by,"
                        + " proposed_at) values (:id, current_date, 'Closed', 'CONFIRMED', '1', now())",
                "failed_with_reason; update payments.posting set state = 'FAILED' where id = :id",
                "posting_kept; update payments.posting set amount = 1 where id = :id",
                "posting_kept; update payments.posting set cause = 'another' where id = :id",
                "posting_kept; update payments.posting set day = day + 1 where id = :id",
                "posting_kept; delete from payments.posting where id = :id",
                "only_by_the_ledger; insert into payments.posting (kind, cause, batch_id, debit, credit, amount, day,"
                        + " next_try_at, planned_at) select kind, 'more', batch_id, debit, credit, amount, day, now(), now()"
                        + " from payments.posting where id = :id",
                "; update payments.posting_item set amount = amount + 1 where posting_id = :id",
                "; delete from payments.posting_start where :id::uuid is not null"
            })
    void whatMustNotBeIsRefused(String constraint, String sql) {
        UUID posting = released();
        assertThatThrownBy(() -> jdbc.sql(sql).param("id", posting).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(constraint == null ? "" : meaning(constraint));
    }

    @Test
    void whatWasToldStaysAndWhatIsPostedStays() {
        postToBooks.run();
        UUID posting = released();
        SapSimulator.strikes("timeout-after-acting", 1, 10);
        postToBooks.run();
        assertThatThrownBy(() -> jdbc.sql("update payments.posting set told = '{}' where id = ?")
                        .param(posting)
                        .update())
                .rootCause()
                .hasMessageContaining("it is told again as it was");
        clock.advance(Duration.ofMinutes(1));
        postToBooks.run();
        for (String change :
                List.of("state = 'WAITING', document_number = null", "document_number = 'D-2'", "tries = 9")) {
            assertThatThrownBy(() -> jdbc.sql("update payments.posting set " + change + " where id = ?")
                            .param(posting)
                            .update())
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("A posting is done once");
        }
    }

    @Test
    void nothingIsReversedBeforeItIsPostedNorTwice() {
        VoucherView voucher = fixture.approve(fixture.sanctioned("6000.00"));
        UUID batch = fixture.released(List.of(voucher)).batchId();
        String reference = jdbc.sql("select end_to_end_id from payments.payment where batch_id = ?")
                .param(batch)
                .query(String.class)
                .single();
        bank.debits(reference, "6000.00");
        bank.returns(reference, "6000.00");
        UUID reversal = jdbc.sql("""
                select p.id from payments.posting p join payments.payment t on t.id = p.payment_id
                where p.kind = 'REVERSAL' and t.end_to_end_id = ?
                """).param(reference).query(UUID.class).single();
        assertThatThrownBy(() -> jdbc.sql("""
                update payments.posting set told = '{}', state = 'POSTED', document_number = 'D-3', fiscal_year = 2026,
                    posted_at = now() where id = ?
                """).param(reversal).update())
                .rootCause()
                .hasMessageContaining("reverses what is not posted");
        assertThat(jdbc.sql("""
                        select conname from pg_constraint where conrelid = 'payments.posting'::regclass and contype = 'u'
                        """).query(String.class).list())
                .contains("posted_once", "reversed_once", "document_of_one_posting");
        assertThat(postToBooks.run().posted())
                .as("release, settlement, reversal, return")
                .isGreaterThanOrEqualTo(4);
    }

    /** A node of the release before says its number as the reference, and nothing of the company. */
    @Test
    void whatANodeOfTheReleaseBeforeTellsKeepsTheReferenceItTold() {
        UUID posting = released();
        String byNumber = jdbc.sql("select 'LTET' || lpad(number::text, 10, '0') from payments.posting where id = ?")
                .param(posting)
                .query(String.class)
                .single();
        assertThat(reference(posting)).startsWith("LT").hasSize(16);
        jdbc.sql("update payments.posting set told = ? where id = ?")
                .param("{\"companyCode\":\"TEST\",\"reference\":\"" + byNumber + "\"}")
                .param(posting)
                .update();
        assertThat(reference(posting)).isEqualTo(byNumber);
        jdbc.sql("update payments.posting set unknown_at = now() where id = ?")
                .param(posting)
                .update();
        jdbc.sql("""
                update payments.posting set state = 'POSTED', document_number = ?, fiscal_year = 2026, posted_at = now()
                where id = ?
                """).param("OLD-" + byNumber).param(posting).update();
        assertThat(jdbc.sql("select company_code from payments.posting where id = ? and unknown_at is null")
                        .param(posting)
                        .query(String.class)
                        .single())
                .isEqualTo("TEST");
    }

    private String reference(UUID posting) {
        return jdbc.sql("select reference from payments.posting where id = ?")
                .param(posting)
                .query(String.class)
                .single();
    }

    private UUID released() {
        UUID batch = fixture.released(List.of(fixture.approved("700.00"))).batchId();
        return jdbc.sql("select id from payments.posting where batch_id = ?")
                .param(batch)
                .query(UUID.class)
                .single();
    }

    private static String meaning(String constraint) {
        return switch (constraint) {
            case "posting_kept" -> "stays on record";
            case "posting_date_confirmed" -> "gets another date by two people";
            case "posting_told_first" -> "was never told";
            case "only_by_the_ledger" -> "is written by the ledger only";
            default -> constraint;
        };
    }
}
