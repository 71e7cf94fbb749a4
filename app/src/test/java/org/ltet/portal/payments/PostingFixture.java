package org.ltet.portal.payments;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ltet.portal.payments.posting.PostToBooks;
import org.ltet.portal.payments.posting.PostingView;
import org.ltet.portal.payments.posting.Postings;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.payments.spi.AccountingSystem.Account;
import org.ltet.portal.payments.spi.AccountingSystem.Journal;
import org.ltet.portal.payments.spi.AccountingSystem.Order;
import org.ltet.portal.payments.spi.AccountingSystem.Part;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Postings of batches that are released, and the words in which SAP is told them. */
@TestComponent
class PostingFixture {

    private final PaymentsFixture fixture;
    private final Postings postings;
    private final PostToBooks postToBooks;
    private final AccountingSystem books;
    private final JdbcClient jdbc;

    PostingFixture(
            PaymentsFixture fixture,
            Postings postings,
            PostToBooks postToBooks,
            AccountingSystem books,
            JdbcClient jdbc) {
        this.fixture = fixture;
        this.postings = postings;
        this.postToBooks = postToBooks;
        this.books = books;
        this.jdbc = jdbc;
    }

    /** SAP is trusted again after what an earlier test did to it, and nothing of that test is left. */
    void settles(Runnable later) throws Exception {
        Order nothing = new Order(
                "NOTHING",
                "NOTHING",
                books.words(new Journal(
                        "NOTHING",
                        "NOTHING",
                        LocalDate.of(2026, 1, 1),
                        Account.COMMITMENTS,
                        Account.IN_TRANSIT,
                        List.of())),
                null);
        for (int good = 0, tries = 0; good < 16 && tries < 100; tries++) {
            try {
                books.find(nothing);
                good++;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        later.run();
        postToBooks.run();
    }

    PostingView released(String... amounts) {
        List<VoucherView> vouchers = new ArrayList<>();
        for (String amount : amounts) {
            vouchers.add(fixture.approved(amount));
        }
        return ofBatch(fixture.released(vouchers).batchId());
    }

    PostingView ofBatch(UUID batch) {
        return again(jdbc.sql("select id from payments.posting where batch_id = ?")
                .param(batch)
                .query(UUID.class)
                .single());
    }

    PostingView again(PostingView posting) {
        return again(posting.id());
    }

    PostingView again(UUID id) {
        return postings.posting(id, PaymentsFixture.HEAD);
    }

    /** As the job words it, with a date and amount of the test's own. */
    String words(PostingView posting, LocalDate day, String amount) {
        Part part = jdbc.sql("""
                        select f.scheme_code, f.ic from payments.posting_item i join payments.fund f on f.id = i.fund_id
                        where i.posting_id = ? limit 1
                        """)
                .param(posting.id())
                .query((row, index) ->
                        new Part(row.getString("scheme_code"), row.getString("ic"), new BigDecimal(amount)))
                .single();
        return books.words(new Journal(
                posting.reference(),
                posting.subject(),
                day,
                Account.valueOf(posting.debit()),
                Account.valueOf(posting.credit()),
                List.of(part)));
    }
}
