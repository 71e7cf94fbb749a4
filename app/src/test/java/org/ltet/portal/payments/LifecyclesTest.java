package org.ltet.portal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every pair of states of voucher, payment and batch is allowed or refused as the domain says")
class LifecyclesTest {

    static final Set<String> VOUCHER_MOVES = Set.of(
            "PREPARED>VERIFIED",
            "PREPARED>RETURNED_TO_SCRUTINY",
            "PREPARED>CANCELLED",
            "VERIFIED>APPROVED",
            "VERIFIED>PREPARED",
            "VERIFIED>RETURNED_TO_SCRUTINY",
            "APPROVED>BATCHED",
            "APPROVED>RETURNED_TO_SCRUTINY",
            "BATCHED>APPROVED",
            "BATCHED>PAID",
            "BATCHED>PREPARED",
            "PAID>PREPARED",
            "PREPARED>PAID",
            "VERIFIED>PAID",
            "APPROVED>PAID");
    static final Set<String> PAYMENT_MOVES = Set.of(
            "CREATED>RELEASED",
            "RELEASED>PAID",
            "RELEASED>FAILED",
            "RELEASED>REVERSED",
            "PAID>REVERSED",
            "FAILED>PAID",
            "REVERSED>PAID");
    static final Set<String> BATCH_MOVES = Set.of(
            "OPEN>FROZEN",
            "FROZEN>APPROVED",
            "FROZEN>OPEN",
            "APPROVED>OPEN",
            "APPROVED>RELEASED",
            "RELEASED>PARTLY_RECONCILED",
            "RELEASED>RECONCILED",
            "PARTLY_RECONCILED>RECONCILED");

    @Test
    void aVoucherMovesOnlyAsListed() {
        assertThat(moves(Lifecycles.VOUCHER, VoucherState.values())).isEqualTo(new TreeSet<>(VOUCHER_MOVES));
    }

    @Test
    void aPaymentMovesOnlyAsListed() {
        assertThat(moves(Lifecycles.PAYMENT, PaymentState.values())).isEqualTo(new TreeSet<>(PAYMENT_MOVES));
    }

    @Test
    void aBatchMovesOnlyAsListed() {
        assertThat(moves(Lifecycles.BATCH, BatchState.values())).isEqualTo(new TreeSet<>(BATCH_MOVES));
    }

    /** Run with -Dwrite.docs to write the page anew. */
    @Test
    void theDiagramsInTheDocumentationAreTheseTables() throws IOException {
        Path page = Path.of("..", "docs", "states", "payments.md");
        String wanted = "# States of vouchers, payments and batches\n\nMade from the tables in `Lifecycles`;"
                + " the test `LifecyclesTest` keeps them in step (run it with `-Dwrite.docs` to write this page anew).\n"
                + diagram("Voucher", Lifecycles.VOUCHER)
                + diagram("Payment (attempt)", Lifecycles.PAYMENT)
                + diagram("Batch", Lifecycles.BATCH);
        if (System.getProperty("write.docs") != null) {
            Files.writeString(page, wanted);
        }
        assertThat(Files.readString(page)).isEqualTo(wanted);
    }

    private static <S extends Enum<S>> String diagram(String title, MoveTable<S> table) {
        StringBuilder diagram = new StringBuilder("\n## " + title + "\n\n```mermaid\nstateDiagram-v2\n");
        diagram.append("    [*] --> ").append(table.moves().getFirst().from()).append('\n');
        table.moves()
                .forEach(move -> diagram.append("    %s --> %s: %s\n".formatted(move.from(), move.to(), move.when())));
        return diagram.append("```\n").toString();
    }

    private static <S extends Enum<S>> Set<String> moves(MoveTable<S> table, S[] states) {
        Set<String> allowed = new TreeSet<>();
        Arrays.stream(states)
                .forEach(from -> Arrays.stream(states)
                        .filter(to -> table.allows(from, to))
                        .forEach(to -> allowed.add(from + ">" + to)));
        return allowed;
    }
}
