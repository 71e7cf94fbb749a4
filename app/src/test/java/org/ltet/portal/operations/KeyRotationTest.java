package org.ltet.portal.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.shared.Refused;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PortalTest
@Import(Households.class)
@DisplayName("Envelope encryption: data keys under a master key, replaced while the portal runs (SEC-1)")
class KeyRotationTest {

    private static final SealedColumn ACCOUNTS = SealedColumn.of("people.bank_account", "number_cipher");
    private static final Path MASTER = Path.of("target", "test-data", "master.key");

    @Autowired
    FieldCipher cipher;

    @Autowired
    DataKeys keys;

    @Autowired
    KeyRotation rotation;

    @Autowired
    Resealing resealing;

    @Autowired
    Households households;

    @Autowired
    People people;

    @Autowired
    Applications applications;

    @Autowired
    Drafting drafting;

    @Autowired
    Documents documents;

    @Autowired
    List<SealedColumn> columns;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    @BeforeEach
    void finishWhatAnotherTestBegan() {
        clock.reset();
        clock.advance(Duration.ofDays(1));
        resealing.work();
    }

    @Test
    void aValuePastedIntoAnotherRowOrColumnDoesNotOpen() {
        Household one = households.serving();
        Household other = households.serving();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("""
                    update people.bank_account mine set number_cipher = theirs.number_cipher
                    from people.bank_account theirs where mine.id = ? and theirs.id = ?
                    """).params(one.bankAccountId(), other.bankAccountId()).update();

            assertThatThrownBy(() -> people.payee(one.bankAccountId())).hasMessageContaining("does not open");
            assertThat(people.payee(other.bankAccountId()).number()).isNotEmpty();
            status.setRollbackOnly();
        });

        UUID row = Ids.next();
        byte[] sealed = cipher.encrypt("50100123456789", ACCOUNTS.at(row));
        SealedColumn elsewhere = SealedColumn.of("payments.voucher", "payee_account");
        assertThatThrownBy(() -> cipher.decrypt(sealed, elsewhere.at(row))).hasMessageContaining("does not open");
        assertThat(cipher.decrypt(sealed, ACCOUNTS.at(row))).isEqualTo("50100123456789");
    }

    @Test
    void aValueInClearOrWithAnotherKeysNumberDoesNotOpen() {
        SealedColumn.Cell cell = ACCOUNTS.at(Ids.next());
        byte[] clear = "\0{\"income\":\"90000\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> cipher.decrypt(clear, cell)).hasMessageContaining("Unknown format 0");

        byte[] sealed = cipher.encrypt("50100123456789", cell);
        keys.replace(keys.fresh(DataKeys.Purpose.FIELDS));
        keys.lookAgain();
        ByteBuffer.wrap(sealed).putInt(1, keys.active(DataKeys.Purpose.FIELDS).number());
        assertThatThrownBy(() -> cipher.decrypt(sealed, cell)).hasMessageContaining("does not open");
    }

    @Test
    void everyValueIsSealedAnewWhilePeopleWorkAndNothingIsLost() throws Exception {
        List<Household> members =
                IntStream.range(0, 4).mapToObj(i -> households.serving()).toList();
        List<ApplicationView> submitted = members.stream()
                .map(member -> households.submitted(member, Money.of("40000")))
                .toList();
        Household writer = households.serving();
        ApplicationView draft = households.surgeryDraft(writer, Money.of("1000"));
        List<String> numbers = members.stream()
                .map(member -> people.payee(member.bankAccountId()).number())
                .toList();
        StoredDocument file = documents
                .of(new DocumentOwner(
                        Applications.DOCUMENT_OWNER, submitted.getFirst().id()))
                .getFirst();
        byte[] content = documents.bytes(file.id());
        byte[] onDisk = Files.readAllBytes(place(file.id()));

        int before = keys.active(DataKeys.Purpose.FIELDS).number();
        int number = rotation.begin();
        assertThat(number).isGreaterThan(before);
        assertThatThrownBy(rotation::begin).isInstanceOf(Refused.class);
        clock.advance(Duration.ofSeconds(61));
        AtomicBoolean working = new AtomicBoolean(true);
        int answered;
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> typing = threads.submit(() -> {
                int saved = 0;
                ApplicationView view = draft;
                while (working.get() || saved < 3) {
                    String text = "Hospital " + saved++;
                    view = drafting.saveAnswers(view.id(), view.version(), Map.of("hospital", text), writer.user());
                    assertThat(view.answers()).containsEntry("hospital", text);
                }
                return saved;
            });
            resealing.work();
            working.set(false);
            answered = typing.get();
        }

        assertThat(answered).isGreaterThanOrEqualTo(3);
        for (SealedColumn column : columns) {
            assertThat(jdbc.sql("select count(*) from %s where substring(%s from 1 for 5) < ?"
                                    .formatted(column.table(), column.column()))
                            .param(cipher.activePrefix())
                            .query(Long.class)
                            .single())
                    .as(column.name())
                    .isZero();
        }
        assertThat(rotation.keys())
                .filteredOn(key -> key.number() == before)
                .singleElement()
                .satisfies(key -> assertThat(key.state()).isEqualTo("RETIRED"));
        for (int i = 0; i < members.size(); i++) {
            Household member = members.get(i);
            assertThat(people.payee(member.bankAccountId()).number()).isEqualTo(numbers.get(i));
            ApplicationView after = applications.get(submitted.get(i).id(), member.user());
            assertThat(after.answers()).isEqualTo(submitted.get(i).answers());
            assertThat(after.benefit()).isEqualTo(submitted.get(i).benefit());
            assertThat(after.version()).isEqualTo(submitted.get(i).version());
        }
        assertThat(documents.bytes(file.id())).isEqualTo(content);
        assertThat(Files.readAllBytes(place(file.id())))
                .as("the file itself, whose key alone was wrapped anew")
                .isEqualTo(onDisk);
    }

    @Test
    void theWorkGoesOnWhereItStoppedAndSealsEachValueOnce() {
        Household member = households.serving();
        int accounts = 1_200;
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            ids.add(Ids.next());
        }
        jdbc.sql("""
                insert into people.bank_account (id, member_id, source, ifsc, number_cipher, number_index, last_four,
                    holder, active, hrms_current, added_by, added_at, closed_at)
                select id, :member, 'MEMBER', 'HDFC0000060', number, array['x'::bytea], '1234', 'A B', false, false, 'test', now(), now()
                from unnest(:ids::uuid[], :numbers::bytea[]) as a (id, number)
                """)
                .param("member", member.memberId())
                .param("ids", ids.toArray(UUID[]::new))
                .param(
                        "numbers",
                        ids.stream()
                                .map(id -> cipher.encrypt("9" + id.toString().hashCode(), ACCOUNTS.at(id)))
                                .toArray(byte[][]::new))
                .update();
        rotation.begin();
        clock.advance(Duration.ofSeconds(61));
        long sealed = sealed();
        long waiting = waiting();
        assertThat(waiting).isGreaterThanOrEqualTo(accounts);

        keys.lookAgain();
        resealing.oneBatch(ACCOUNTS);
        assertThat(waiting()).isEqualTo(waiting - 500);

        resealing.work();
        assertThat(waiting()).isZero();
        assertThat(sealed() - sealed).isEqualTo(waiting);
        assertThat(jdbc.sql("select number_cipher from people.bank_account where id = ?")
                        .param(ids.getLast())
                        .query((row, i) -> cipher.decrypt(row.getBytes(1), ACCOUNTS.at(ids.getLast())))
                        .single())
                .isEqualTo("9" + ids.getLast().toString().hashCode());
    }

    @Test
    void aNewMasterKeyWrapsTheDataKeysAnewAndNoDataIsTouched() throws IOException {
        byte[] old = Base64.getDecoder().decode(Files.readString(MASTER).strip());
        byte[] next = old.clone();
        next[0] ^= 1;
        Household member = households.serving();
        byte[] sealed = jdbc.sql("select number_cipher from people.bank_account where id = ?")
                .param(member.bankAccountId())
                .query((row, i) -> row.getBytes(1))
                .single();
        try {
            LocalMasterKey master = new LocalMasterKey(next);
            DataKeys renewed = new DataKeys(jdbc, master, new EarlierMasterKeys(List.of(old)), clock);
            assertThat(jdbc.sql("select distinct master_id from operations.data_key")
                            .query(String.class)
                            .list())
                    .containsExactly(master.id());
            assertThat(new FieldCipher(renewed).decrypt(sealed, ACCOUNTS.at(member.bankAccountId())))
                    .isEqualTo(people.payee(member.bankAccountId()).number());
            assertThat(new FieldCipher(renewed).blindIndexes("50100123456789"))
                    .isEqualTo(cipher.blindIndexes("50100123456789"));
            assertThatThrownBy(
                            () -> new DataKeys(jdbc, new LocalMasterKey(old), new EarlierMasterKeys(List.of()), clock))
                    .hasMessageContaining("which is not configured");
        } finally {
            new DataKeys(jdbc, new LocalMasterKey(old), new EarlierMasterKeys(List.of(next)), clock);
        }
    }

    @Test
    void aValueOfTheReleaseBeforeDataKeysStillOpens() throws IOException, GeneralSecurityException {
        byte[] master = Base64.getDecoder().decode(Files.readString(MASTER).strip());
        UUID row = Ids.next();
        byte[] nonce = new byte[12];
        Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(
                Cipher.ENCRYPT_MODE,
                new LocalMasterKey(master).derived().orElseThrow().encryption(),
                new GCMParameterSpec(128, nonce));
        aes.updateAAD(ByteBuffer.allocate(16)
                .putLong(row.getMostSignificantBits())
                .putLong(row.getLeastSignificantBits())
                .array());
        byte[] content = aes.doFinal("60012345".getBytes(StandardCharsets.UTF_8));
        byte[] sealed = ByteBuffer.allocate(13 + content.length)
                .put((byte) 1)
                .put(nonce)
                .put(content)
                .array();
        assertThat(cipher.decrypt(sealed, ACCOUNTS.at(row))).isEqualTo("60012345");
    }

    @Test
    void theKeysThemselvesLieInTheDatabaseWrappedOnly() {
        byte[] key = keys.active(DataKeys.Purpose.FIELDS).key().getEncoded();
        assertThat(jdbc.sql("select count(*) from operations.data_key where position(? in wrapped) > 0")
                        .param(key)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(keys.active(DataKeys.Purpose.FIELDS).toString())
                .doesNotContain(new String(key, StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> jdbc.sql("delete from operations.data_key").update())
                .hasMessageContaining("kept for good");
    }

    private long sealed() {
        return rotation.progress().stream()
                .filter(progress -> progress.column().equals(ACCOUNTS.name()))
                .findFirst()
                .orElseThrow()
                .sealed();
    }

    private long waiting() {
        return jdbc.sql("select count(*) from people.bank_account where substring(number_cipher from 1 for 5) < ?")
                .param(cipher.activePrefix())
                .query(Long.class)
                .single();
    }

    private static Path place(UUID id) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target", "test-data", "documents", "files"))) {
            return files.filter(file -> file.endsWith(id.toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
