package org.ltet.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret in the work tree, and none in any commit ever made; what may stand there is listed with its reason. */
@DisplayName("Secrets in the repository and its history")
class SecretsTest {

    private static final Path ALLOWED = Path.of("secrets-allowed.txt");

    @TempDir
    Path repository;

    @Test
    void noneInTheWorkTree() throws Exception {
        assumeTrue(Files.exists(Build.ROOT.resolve(".git")), "not a git work tree");
        assertThat(unknown(SecretScan.ofTree(Build.ROOT))).isEmpty();
    }

    @Test
    void noneInTheHistory() throws Exception {
        assumeTrue(Files.exists(Build.ROOT.resolve(".git")), "not a git work tree");
        assertThat(unknown(SecretScan.ofHistory(Build.ROOT))).isEmpty();
    }

    @Test
    void whatIsPlantedIsFound() throws Exception {
        // put together here, so that this file itself holds none of them
        Map<String, String> planted = new LinkedHashMap<>();
        planted.put("private key", "-----BEGIN RSA PRIVATE" + " KEY-----MIIEpAIBAAKCAQEA");
        planted.put("AWS key", "AKIA" + "Q3EGHT7ZK2LMNOPX");
        planted.put("GitHub token", "ghp" + "_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5");
        planted.put("JWT", "eyJhbGciOiJSUzI1NiJ9" + ".eyJzdWIiOiIxMDAwMDAwMSJ9.c2lnbmF0dXJlLWhlcmU");
        planted.put("password in an address", "postgresql" + "://portal:Tr0ub4dor@db.example/portal");
        planted.put("value of a secret", "mail.password" + "=h7Gq2vXz9LmP4sRt");
        planted.values().forEach(secret -> write("settings.txt", secret + "\n"));
        git("init", "-q");
        for (Map.Entry<String, String> secret : planted.entrySet()) {
            write("settings.txt", "first line\n" + secret.getValue() + "\n");
            assertThat(SecretScan.ofTree(repository))
                    .as(secret.getKey())
                    .extracting(SecretScan.Found::rule)
                    .contains(secret.getKey());
            git("add", "settings.txt");
            git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "Add " + secret.getKey());
        }
        write("settings.txt", "nothing here\n");
        assertThat(SecretScan.ofTree(repository)).isEmpty();
        assertThat(SecretScan.ofHistory(repository))
                .as("taken out of the tree, but still in the history")
                .extracting(SecretScan.Found::rule)
                .containsAll(planted.keySet());
    }

    @Test
    void everyAllowedValueSaysWhy() throws IOException {
        allowed().forEach((value, reason) -> assertThat(reason).as(value).hasSizeGreaterThan(10));
    }

    private static List<SecretScan.Found> unknown(List<SecretScan.Found> found) throws IOException {
        Map<String, String> allowed = allowed();
        return found.stream()
                .filter(secret -> !allowed.containsKey(secret.value()))
                .toList();
    }

    /** Lines "value # reason". */
    private static Map<String, String> allowed() throws IOException {
        Map<String, String> allowed = new LinkedHashMap<>();
        for (String line : Files.readAllLines(ALLOWED)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" # ", 2);
                allowed.put(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip());
            }
        }
        return allowed;
    }

    private void write(String name, String content) {
        try {
            Files.writeString(repository.resolve(name), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void git(String... arguments) throws Exception {
        assertThat(SecretScan.git(repository, arguments).waitFor())
                .as("git %s", arguments[0])
                .isZero();
    }
}
