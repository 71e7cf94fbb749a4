package org.ltet.portal.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.people.BankAccountEntry;
import org.ltet.portal.people.ChangeBankAccount;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName(
        "The key of blind indexes is replaced while the portal runs, and every number is found at every moment (SEC-1)")
class IndexKeyRotationTest {

    @Autowired
    FieldCipher cipher;

    @Autowired
    DataKeys keys;

    @Autowired
    KeyRotation rotation;

    @Autowired
    Reindexing reindexing;

    @Autowired
    Households households;

    @Autowired
    People people;

    @Autowired
    ChangeBankAccount changeBankAccount;

    @Autowired
    List<IndexedColumn> columns;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void finishWhatAnotherTestBegan() {
        clock.reset();
        clock.advance(Duration.ofDays(2));
        reindexing.work();
        clock.advance(Duration.ofMinutes(2));
        reindexing.work();
    }

    @Test
    void whoeverWritesAndWhoeverLooksMeanwhileFindsTheSameNumber() throws Exception {
        List<Pair> known = IntStream.range(0, 20).mapToObj(i -> pair()).toList();
        known.forEach(this::findsBoth);
        int before = keys.active(DataKeys.Purpose.INDEX).number();

        int number = rotation.beginIndex();
        assertThat(number).isGreaterThan(before);
        assertThatThrownBy(rotation::beginIndex).isInstanceOf(Refused.class);
        assertThat(cipher.blindIndexes("1")).hasNumberOfRows(2);
        List<Pair> written = new ArrayList<>(known);
        written.add(half(known.getFirst()));

        // Once the old key is retired, new rows rightly have one index: what was there before tells whether none was
        // missed.
        Map<IndexedColumn, List<UUID>> there = columns.stream().collect(Collectors.toMap(column -> column, this::keys));
        AtomicBoolean working = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<List<Pair>> writing = threads.submit(() -> {
                List<Pair> more = new ArrayList<>();
                while (working.get() || more.size() < 3) {
                    Pair pair = pair();
                    findsBoth(pair);
                    more.add(pair);
                }
                return more;
            });
            Future<Integer> reading = threads.submit(() -> {
                int rounds = 0;
                while (working.get() || rounds < 3) {
                    known.forEach(this::findsBoth);
                    rounds++;
                }
                return rounds;
            });
            try {
                clock.advance(Duration.ofSeconds(61));
                reindexing.work();
                assertThat(stateOf(before)).isEqualTo("RETIRED");
                for (IndexedColumn column : columns) {
                    assertThat(withOneIndex(column, Objects.requireNonNull(there.get(column))))
                            .as(column.name())
                            .isZero();
                }
                clock.advance(Duration.ofSeconds(61));
                reindexing.work();
            } finally {
                working.set(false);
            }
            written.addAll(writing.get());
            assertThat(reading.get()).isGreaterThanOrEqualTo(3);
        }

        clock.advance(Duration.ofSeconds(61));
        reindexing.work();
        for (IndexedColumn column : columns) {
            assertThat(rows(column, "cardinality(%s) <> 1")).as(column.name()).isZero();
        }
        written.forEach(this::findsBoth);
    }

    @Test
    void theJobWaitsUntilEveryNodeUsesTheNewKey() {
        Pair pair = pair();
        rotation.beginIndex();
        reindexing.work();
        assertThat(jdbc.sql("select cardinality(number_index) from people.bank_account where id = ?")
                        .param(pair.first())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        findsBoth(pair);
    }

    /** Two members with the same account. */
    private record Pair(UUID first, UUID second, String number) {}

    private Pair pair() {
        String number = "8" + ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L);
        return new Pair(account(number), account(number), number);
    }

    private Pair half(Pair known) {
        return new Pair(known.first(), account(known.number()), known.number());
    }

    private UUID account(String number) {
        Household member = households.serving();
        return changeBankAccount.change(
                member.memberId(),
                new BankAccountEntry("SBIN0000300", number, number, "A Member"),
                people.byId(member.memberId()).version(),
                member.user().employeeNumber());
    }

    private void findsBoth(Pair pair) {
        Map<UUID, List<String>> others = people.sharedAccounts(List.of(pair.first(), pair.second()));
        assertThat(others).containsOnlyKeys(pair.first(), pair.second());
        assertThat(jdbc.sql("select id from people.bank_account where number_index && ?::bytea[]")
                        .param(cipher.blindIndexes(pair.number()))
                        .query(UUID.class)
                        .list())
                .contains(pair.first(), pair.second());
    }

    private long rows(IndexedColumn column, String condition) {
        return jdbc.sql("select count(*) from " + column.source().table() + " where "
                        + condition.formatted(column.column()))
                .query(Long.class)
                .single();
    }

    private List<UUID> keys(IndexedColumn column) {
        return jdbc.sql("select %s from %s where %s is not null"
                        .formatted(column.source().key(), column.source().table(), column.column()))
                .query(UUID.class)
                .list();
    }

    private long withOneIndex(IndexedColumn column, List<UUID> keys) {
        return jdbc.sql("select count(*) from %s where %s = any(?) and cardinality(%s) < 2"
                        .formatted(column.source().table(), column.source().key(), column.column()))
                .param(keys.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    private String stateOf(int number) {
        return rotation.keys().stream()
                .filter(key -> key.number() == number)
                .findFirst()
                .orElseThrow()
                .state();
    }
}
