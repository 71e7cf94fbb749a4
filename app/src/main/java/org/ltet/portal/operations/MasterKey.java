package org.ltet.portal.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the master key comes from: the environment in production, a file of this machine's own otherwise. */
@Configuration(proxyBeanMethods = false)
class MasterKey {

    @Bean
    FieldCipher fieldCipher(
            @Value("${portal.encryption.master-key:}") String configured,
            @Value("${portal.data-directory}") Path dataDirectory) {
        return new FieldCipher(
                Base64.getDecoder().decode(configured.isBlank() ? ownKey(dataDirectory) : configured.strip()));
    }

    private static String ownKey(Path dataDirectory) {
        Path file = dataDirectory.resolve("master.key");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(dataDirectory);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getEncoder().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key could not be read or made at " + file, e);
        }
    }
}
