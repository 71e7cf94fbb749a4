package org.ltet.portal.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.ltet.portal.operations.spi.MasterKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the master key comes from: the environment, a file that is named, or a file of this machine's own. */
@Configuration(proxyBeanMethods = false)
class MasterKeyConfiguration {

    @Bean
    @ConditionalOnProperty(name = "portal.encryption.holder", havingValue = "local", matchIfMissing = true)
    MasterKey localMasterKey(
            @Value("${portal.encryption.master-key:}") String configured,
            @Value("${portal.encryption.master-key-file:}") String file,
            @Value("${portal.data-directory}") Path dataDirectory) {
        return new LocalMasterKey(decoded(configured.isBlank() ? kept(file, dataDirectory) : configured));
    }

    /** To move on from keys that this program held: by value, or by a file that names one a line, the latest first. */
    @Bean
    EarlierMasterKeys earlierMasterKeys(
            @Value("${portal.encryption.earlier-master-keys:}") List<String> earlier,
            @Value("${portal.encryption.earlier-master-key-file:}") String file) {
        List<String> keys = new ArrayList<>(earlier);
        if (!file.isBlank()) {
            try {
                Files.readAllLines(Path.of(file)).stream()
                        .filter(line -> !line.isBlank())
                        .forEach(keys::add);
            } catch (IOException e) {
                throw new UncheckedIOException("The earlier master keys could not be read at " + file, e);
            }
        }
        return new EarlierMasterKeys(
                keys.stream().map(MasterKeyConfiguration::decoded).toList());
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64.strip());
    }

    private static String kept(String named, Path dataDirectory) {
        Path file = named.isBlank() ? dataDirectory.resolve("master.key") : Path.of(named);
        try {
            if (named.isBlank() && !Files.exists(file)) {
                make(file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The master key could not be read or made at " + file, e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(random));
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // another start on the same directory made it: that one counts
        }
    }
}
