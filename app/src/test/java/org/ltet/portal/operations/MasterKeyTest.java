package org.ltet.portal.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ltet.portal.applications.Households;
import org.ltet.portal.applications.Households.Household;
import org.ltet.portal.operations.spi.MasterKey;
import org.ltet.portal.people.People;
import org.ltet.portal.testing.KmsStandIn;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

@PortalTest
@Import(Households.class)
@DisplayName("The master key: from the environment, from a file, or held by AWS KMS (SEC-1)")
class MasterKeyTest {

    private static final Path MASTER = Path.of("target", "test-data", "master.key");
    private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Autowired
    Households households;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private final KmsStandIn kms = new KmsStandIn();

    @BeforeEach
    void giveCredentials() {
        System.setProperty("aws.accessKeyId", "AKIATEST");
        System.setProperty("aws.secretAccessKey", "not a secret");
    }

    @AfterEach
    void takeThemBack() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        kms.close();
    }

    @Test
    void comesFromTheEnvironmentOrTheNamedFileAndIsTheSameKeyThen() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(DATA_KEY);
        MasterKey configured = local(Map.of("portal.encryption.master-key", base64));
        Path file = Files.writeString(folder.resolve("named.key"), base64 + "\n");
        MasterKey named = local(Map.of("portal.encryption.master-key-file", file.toString()));
        assertThat(configured.id()).isEqualTo(named.id()).startsWith("local-").doesNotContain(base64);
        byte[] wrapped = configured.wrap(DATA_KEY, "FIELDS");
        assertThat(named.unwrap(wrapped, configured.id(), "FIELDS")).isEqualTo(DATA_KEY);
        assertThatThrownBy(() -> named.unwrap(wrapped, configured.id(), "INDEX"))
                .hasMessageContaining("INDEX");
        assertThatThrownBy(() -> local(Map.of("portal.encryption.master-key-file", folder + "/none")))
                .hasRootCauseInstanceOf(java.nio.file.NoSuchFileException.class);
        assertThatThrownBy(() -> local(Map.of("portal.encryption.master-key", "c2hvcnQ=")))
                .rootCause()
                .hasMessageContaining("32 bytes");
    }

    @Test
    void isMadeOnceInAFileOfTheUserAloneWhereNothingIsConfigured() throws IOException {
        MasterKey made = local(Map.of());
        assertThat(local(Map.of()).id()).isEqualTo(made.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void kmsWrapsAndUnwrapsOverHttpWithThePurposeBoundIn() {
        String key = kms.createKey("one");
        try (AnnotationConfigApplicationContext context = kms(key)) {
            MasterKey master = context.getBean(MasterKey.class);
            byte[] wrapped = master.wrap(DATA_KEY, "FIELDS");
            assertThat(wrapped).isNotEqualTo(DATA_KEY);
            assertThat(master.unwrap(wrapped, master.id(), "FIELDS")).isEqualTo(DATA_KEY);
            assertThat(kms.asked).containsExactly("Encrypt " + key, "Decrypt " + key);

            assertThatThrownBy(() -> master.unwrap(wrapped, master.id(), "INDEX"))
                    .hasMessageContaining("does not unwrap");
            byte[] changed = wrapped.clone();
            changed[changed.length - 1] ^= 1;
            assertThatThrownBy(() -> master.unwrap(changed, master.id(), "FIELDS"))
                    .hasMessageContaining("does not unwrap");
            assertThatThrownBy(() -> master.unwrap(wrapped, "local-123", "FIELDS"))
                    .hasMessageContaining("which is not configured");
            kms.goDown(true);
            assertThatThrownBy(() -> master.wrap(DATA_KEY, "FIELDS")).hasMessageContaining("does not wrap");
            kms.goDown(false);
        }
        try (AnnotationConfigApplicationContext context = kms(kms.createKey("two"))) {
            assertThat(context.getBean(MasterKey.class).derived()).isEmpty();
        }
        try (AnnotationConfigApplicationContext context = kms("arn:aws:kms:ap-south-1:111122223333:key/none")) {
            assertThatThrownBy(() -> context.getBean(MasterKey.class).wrap(DATA_KEY, "FIELDS"))
                    .rootCause()
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void aMultiRegionKeyOpensInTheSecondRegionWhatItWrappedInTheFirst() {
        String first = kms.createKey("mrk-1a2b");
        String second = kms.replicate(first, "ap-south-2");
        byte[] wrapped;
        String wrappedUnder;
        try (AnnotationConfigApplicationContext context = kms(first)) {
            wrapped = context.getBean(MasterKey.class).wrap(DATA_KEY, "FIELDS");
            wrappedUnder = context.getBean(MasterKey.class).id();
        }
        kms.lose(first);
        try (AnnotationConfigApplicationContext context = kms(second)) {
            assertThat(context.getBean(MasterKey.class).unwrap(wrapped, wrappedUnder, "FIELDS"))
                    .isEqualTo(DATA_KEY);
            assertThat(kms.asked).endsWith("Decrypt " + second);
        }
        try (AnnotationConfigApplicationContext context = kms(kms.createKey("mrk-3c4d"))) {
            MasterKey other = context.getBean(MasterKey.class);
            assertThatThrownBy(() -> other.unwrap(wrapped, wrappedUnder, "FIELDS"))
                    .rootCause()
                    .hasMessageContaining(first);
        }
    }

    @Test
    void thePortalMovesFromAFileToKmsAndFromOneKeyOfKmsToTheNextWithoutTouchingData() throws IOException {
        byte[] file = Base64.getDecoder().decode(Files.readString(MASTER).strip());
        Household member = households.serving();
        String number = people.payee(member.bankAccountId()).number();
        byte[] sealed = sealed(member);
        SealedColumn.Cell cell =
                SealedColumn.of("people.bank_account", "number_cipher").at(member.bankAccountId());
        Map<Integer, byte[]> before = wrapped();
        try (AnnotationConfigApplicationContext context = kms(kms.createKey("first"))) {
            MasterKey first = context.getBean(MasterKey.class);
            assertThatThrownBy(() -> new DataKeys(jdbc, first, new EarlierMasterKeys(List.of()), clock))
                    .hasMessageContaining("which is not configured");
            assertThat(wrapped()).as("a start that fails changes nothing").hasSameSizeAs(before);

            DataKeys moved = new DataKeys(jdbc, first, new EarlierMasterKeys(List.of(file)), clock);
            assertThat(masters()).containsExactly(first.id());
            assertThat(new FieldCipher(moved).decrypt(sealed, cell)).isEqualTo(number);
            assertThat(wrapped().values())
                    .noneMatch(now -> before.values().stream().anyMatch(then -> Arrays.equals(now, then)));

            DataKeys started = new DataKeys(jdbc, first, new EarlierMasterKeys(List.of()), clock);
            assertThat(new FieldCipher(started).decrypt(sealed, cell)).isEqualTo(number);

            try (AnnotationConfigApplicationContext next = kms(kms.createKey("second"))) {
                MasterKey second = next.getBean(MasterKey.class);
                DataKeys again = new DataKeys(jdbc, second, new EarlierMasterKeys(List.of()), clock);
                assertThat(masters()).containsExactly(second.id());
                assertThat(new FieldCipher(again).decrypt(sealed, cell)).isEqualTo(number);
            }
            assertThat(sealed(member)).isEqualTo(sealed);
        } finally {
            before.forEach((key, value) -> jdbc.sql(
                            "update operations.data_key set wrapped = ?, master_id = ? where number = ?")
                    .params(value, new LocalMasterKey(file).id(), key)
                    .update());
        }
    }

    private byte[] sealed(Household member) {
        return jdbc.sql("select number_cipher from people.bank_account where id = ?")
                .param(member.bankAccountId())
                .query((row, i) -> row.getBytes(1))
                .single();
    }

    private Map<Integer, byte[]> wrapped() {
        Map<Integer, byte[]> wrapped = new TreeMap<>();
        jdbc.sql("select number, wrapped from operations.data_key").query(row -> {
            wrapped.put(row.getInt(1), row.getBytes(2));
        });
        return wrapped;
    }

    private List<String> masters() {
        return jdbc.sql("select distinct master_id from operations.data_key")
                .query(String.class)
                .list();
    }

    private MasterKey local(Map<String, Object> properties) {
        try (AnnotationConfigApplicationContext context = context(properties)) {
            context.register(MasterKeyConfiguration.class);
            context.refresh();
            return context.getBean(MasterKey.class);
        }
    }

    private AnnotationConfigApplicationContext kms(String key) {
        AnnotationConfigApplicationContext context = context(Map.of(
                "portal.encryption.holder",
                "aws-kms",
                "portal.encryption.kms.key-id",
                key,
                "portal.encryption.kms.region",
                "ap-south-1",
                "portal.encryption.kms.endpoint",
                kms.address().toString()));
        context.register(MasterKeyConfiguration.class);
        context.scan("org.ltet.portal.integrations.kms");
        context.refresh();
        return context;
    }

    private AnnotationConfigApplicationContext context(Map<String, Object> properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("portal.data-directory", folder.toString())));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("more", properties));
        context.getBeanFactory()
                .setConversionService(
                        org.springframework.boot.convert.ApplicationConversionService.getSharedInstance());
        return context;
    }
}
